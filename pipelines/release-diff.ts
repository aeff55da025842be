import type {FigureMove, ReleaseDiff} from "../schemas/explanation.ts";
import {figureCode} from "../schemas/figure-code.ts";
import type {MartRow} from "../schemas/marts.ts";
import type {ReleaseHeader} from "../schemas/release-manifest.ts";
import {causeText} from "./figures/cause-text.ts";
import {compareIngredients} from "./figures/changes.ts";
import type {Home} from "./home.ts";
import {type ReleaseFigures, readFigures} from "./read-figures.ts";
import {readManifest} from "./release-history.ts";

type Figure = MartRow<"marts.fct_kpi_values">;

/** Figures that say something else in the later of two releases, in the later one's order. */
export async function diffReleases(
  home: Home,
  one: ReleaseHeader,
  other: ReleaseHeader,
): Promise<ReleaseDiff> {
  const [from, to] = one.publishedAt <= other.publishedAt ? [one, other] : [other, one];
  const [before, after] = [await readFigures(home, from), await readFigures(home, to)];
  const manifests = {from: readManifest(home, from.releaseId), to: readManifest(home, to.releaseId)};
  const scopes = new Map(
    [...manifests.from.ingredients.kpis, ...manifests.to.ingredients.kpis].map((kpi) => [
      kpi.kpiId,
      kpi.officialScope,
    ]),
  );
  const code = (figure: Figure) => figureCode(figure, scopes.get(figure.kpi_id) ?? "");
  const [old, young] = [byCode(before, code), byCode(after, code)];
  const pairs = [...young].flatMap(([name, figure]) => {
    const earlier = old.get(name);
    return earlier ? [{name, earlier, figure}] : [];
  });
  const changesBehind = compareIngredients(manifests.from.ingredients, manifests.to.ingredients);
  return {
    from: {release_id: from.releaseId, released_on: from.releasedOn},
    to: {release_id: to.releaseId, released_on: to.releasedOn},
    moved: pairs
      .filter(({earlier, figure}) => !isMasked(earlier, figure) && isMoved(earlier.value, figure.value))
      .map(({name, earlier, figure}) => ({
        ...moveOf(name, {earlier, figure, after}),
        cause: causeText(changesBehind(figure)),
      })),
    appeared: [...young.keys()].filter((name) => !old.has(name)),
    gone: [...old.keys()].filter((name) => !young.has(name)),
    withheld_count: pairs.filter(({earlier, figure}) => isMasked(earlier, figure)).length,
  };
}

function byCode({values}: ReleaseFigures, code: (figure: Figure) => string): Map<string, Figure> {
  return new Map(values.map((figure) => [code(figure), figure]));
}

function isMasked(earlier: Figure, figure: Figure): boolean {
  return [earlier, figure].some(({observation_status}) => observation_status === "withheld");
}

const FLOATING_NOISE = 1e-9;

/** As is_moved in sql/functions/figures.sql. */
function isMoved(earlier: number | null, later: number | null): boolean {
  if (earlier === null || later === null) return earlier !== later;
  return Math.abs(later - earlier) > FLOATING_NOISE * Math.max(Math.abs(earlier), Math.abs(later), 1);
}

function moveOf(
  name: string,
  {earlier, figure, after}: {earlier: Figure; figure: Figure; after: ReleaseFigures},
): Omit<FigureMove, "cause"> {
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
