import type {FigureMove, ReleaseDiff} from "../../schemas/explanation.ts";
import {type FigureId, figureCode} from "../../schemas/figure-code.ts";
import type {MartRow} from "../../schemas/marts.ts";
import {latestIngredients, type ReleaseHeader} from "../../schemas/release-manifest.ts";
import type {Home} from "../installation/home.ts";
import {publishedReleases, readManifest} from "../releases/history.ts";
import {openRelease} from "../releases/open.ts";
import {type ReleaseFigures, readCompared} from "../releases/read-figures.ts";
import {causeOf} from "./cause-text.ts";
import {changedDefinitions} from "./changed-definitions.ts";
import {compareIngredients} from "./changes.ts";
import {isMoved} from "./is-moved.ts";
import {type Compared, judgedOtherwise} from "./judged-otherwise.ts";
import {type SeriesOfRelease, seriesMoves} from "./series-moves.ts";

type Figure = MartRow<"marts.fct_kpi_values">;

/** What two releases are compared by; the later one may be a candidate. */
export interface ReleaseContent extends Compared, SeriesOfRelease {
  header: ReleaseHeader;
}

/** Figures that say something else in the later of two releases, in the later one's order. */
export async function diffReleases(
  home: Home,
  one: ReleaseHeader,
  other: ReleaseHeader,
): Promise<ReleaseDiff> {
  // The chain tells which came first; clocks go back.
  const place = new Map(publishedReleases(home).map(({releaseId}, index) => [releaseId, index]));
  const isInOrder = (place.get(one.releaseId) ?? 0) <= (place.get(other.releaseId) ?? 0);
  const [from, to] = isInOrder ? [one, other] : [other, one];
  return compareReleases(await contentOf(home, from), await contentOf(home, to));
}

/** All that a published release is compared by; of series, those of some relations where told. */
export async function contentOf(
  home: Home,
  header: ReleaseHeader,
  seriesOf?: ReadonlySet<string>,
): Promise<ReleaseContent> {
  const manifest = readManifest(home, header.releaseId);
  const {ingredients} = manifest;
  const compared = await readCompared(await openRelease(home, header.releaseId), seriesOf);
  return {header, ingredients, latest: latestIngredients(manifest), ...compared};
}

/** Figures that say something else in the later release, in its order. */
export function compareReleases(before: ReleaseContent, after: ReleaseContent): ReleaseDiff {
  const code = codeIn(before, after);
  const [old, young] = [byCode(before.figures, code), byCode(after.figures, code)];
  const pairs = [...young].flatMap(([name, figure]) => {
    const earlier = old.get(name);
    return earlier ? [{name, earlier, figure}] : [];
  });
  const changesBehind = compareIngredients(before.latest, after.ingredients);
  const finals = new Set(before.figures.revisions.filter(isFinal).map(code));
  return {
    from: endOf(before),
    to: endOf(after),
    moved: pairs
      .filter(({earlier, figure}) => !isMasked(earlier, figure) && isMoved(earlier.value, figure.value))
      .map(({name, earlier, figure}) => ({
        ...moveOf(name, {earlier, figure, after: after.figures}),
        from_status: statusOf(earlier, finals.has(name)),
        ...causeOf(changesBehind(figure)),
      })),
    judged: judgedOtherwise(before, after),
    appeared: [...young.keys()].filter((name) => !old.has(name)),
    gone: [...old.keys()].filter((name) => !young.has(name)),
    withheld_count: pairs.filter(({earlier, figure}) => isMasked(earlier, figure)).length,
    series: seriesMoves(before, after),
    definitions: changedDefinitions(before.latest, after.ingredients),
  };
}

function endOf({header}: ReleaseContent): ReleaseDiff["to"] {
  return {release_id: header.releaseId, released_on: header.releasedOn};
}

function codeIn(...releases: ReleaseContent[]): (figure: FigureId) => string {
  const scopes = new Map(
    releases.flatMap(({ingredients}) => ingredients.kpis.map((kpi) => [kpi.kpiId, kpi.officialScope])),
  );
  return (figure) => figureCode(figure, scopes.get(figure.kpi_id) ?? "");
}

function isFinal({settled_status}: ReleaseFigures["revisions"][number]): boolean {
  return settled_status === "final";
}

/** A revised figure was settled or not when it was revised. */
function statusOf({observation_status}: Figure, isFinalRevision: boolean): FigureMove["from_status"] {
  if (observation_status === "revised") return isFinalRevision ? "final" : "provisional";
  return observation_status === "final" ? "final" : "provisional";
}

function byCode({values}: ReleaseFigures, code: (figure: Figure) => string): Map<string, Figure> {
  return new Map(values.map((figure) => [code(figure), figure]));
}

function isMasked(earlier: Figure, figure: Figure): boolean {
  return [earlier, figure].some(({observation_status}) => observation_status === "withheld");
}

function moveOf(
  name: string,
  {earlier, figure, after}: {earlier: Figure; figure: Figure; after: ReleaseFigures},
): Omit<FigureMove, "cause" | "is_by_program" | "from_status"> {
  const {kpi_id, fiscal_year, period_kind, period_end, scope_id, bureau_code} = figure;
  const kpi = after.kpis.find((entry) => entry.kpi_id === kpi_id);
  return {
    figure: name,
    ...{kpi_id, fiscal_year, period_kind, period_end, scope_id, bureau_code},
    short_name: kpi?.short_name ?? kpi_id,
    decimals: kpi?.decimals ?? 0,
    from_value: earlier.value,
    to_value: figure.value,
  };
}
