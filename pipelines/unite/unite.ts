import {existsSync} from "node:fs";
import {BODY_KINDS} from "../../schemas/city.ts";
import {UserError} from "../../schemas/errors.ts";
import {visibleLine} from "../../schemas/visible-text.ts";
import {statement} from "../catalog/sql-files.ts";
import {engineShare} from "../engine/engine-share.ts";
import {openWritable, type Warehouse} from "../engine/open.ts";
import type {Home} from "../installation/home.ts";
import {readSettings} from "../installation/settings.ts";
import {workingAlone} from "../installation/working-alone.ts";
import {broughtReleases, linesOf, mustBeUnchanged} from "./brought-releases.ts";
import {type DeclaredSeries, declaredSeries, undeclaredFaults} from "./declared-series.ts";
import {writeIntoInbox} from "./into-inbox.ts";
import {type Body, chooseDeclared, readMarts} from "./read-marts.ts";

/** What was put into the inbox. */
export interface United {
  bodies: {name: string; releaseId: string}[];
  rowCount: number;
}

interface Uniting {
  home: Home;
  progress(done: number, all: number): void;
}

/**
 * Puts the figures that other bodies published, brought as the folders of their releases, into the inbox: a list of the bodies (as
 * bureaus), and 指標実績 with a row per body, indicator and period. UserError with all that does not fit, and
 * nothing written: broken or foreign folders, two releases of one body, indicators of which it is not said how they are united.
 */
export async function unite(typed: string[], {home, progress}: Uniting): Promise<United> {
  const declared = mustUnite(home);
  return workingAlone(home, async () => {
    const releases = broughtReleases(typed, progress);
    const share = engineShare(readSettings(home).calculation);
    const engine = await openWritable(":memory:", {...share, temp_directory: home.scratch});
    try {
      const bodies = await readMarts(engine, releases);
      mustBeUnchanged(releases);
      mustBeNamed(bodies);
      mustBeDifferent(bodies);
      await mustBeDeclared(engine, declared, bodies);
      await chooseDeclared(engine, declared.united);
      const isSample = bodies.some(({is_sample}) => is_sample);
      const rowCount = await writeIntoInbox(engine, home, {isSample});
      return {
        bodies: bodies.map(({city_name, release_id}) => ({name: city_name, releaseId: release_id})),
        rowCount,
      };
    } finally {
      engine.close();
    }
  });
}

/** UserError in an installation that is a city's own, where other bodies' figures have nothing to do, and in one of nobody yet. */
function mustUnite(home: Home): DeclaredSeries {
  const declared = existsSync(home.city) ? declaredSeries(home.city) : {united: [], leftOut: []};
  if (declared.united.length > 0) return declared;
  throw new UserError(
    `「${home.root}」は、団体を合わせるための設備ではありません（合わせ方 whole を書いた指標が city/kpis.yaml にありません）。空の場所を KAIKAKU_HOME に指定して npx kaikaku init --from union --name 名前 で作り、そこで実行してください。`,
  );
}

const LONGEST_NAME = 60;

/** What the figures of all together stand under: beside them, a body of such a name would be taken for the whole. */
const NAMES_OF_WHOLES = new Set<string>(
  Object.values(BODY_KINDS).flatMap(({whole, entire}) => [whole, entire]),
);

/** UserError for names that cannot stand in a table as they are: blank, very long, with signs that nobody sees, or the whole's. */
function mustBeNamed(bodies: Body[]): void {
  const faults = bodies
    .filter(({city_name}) => !isName(city_name))
    .map(
      ({folder, city_name}) =>
        `${visibleLine(folder)}: 「${visibleLine([...city_name].slice(0, LONGEST_NAME).join(""))}」`,
    );
  if (faults.length === 0) return;
  throw new UserError(
    `団体の名前として使えない名前があります（空か、${LONGEST_NAME}字を超えるか、前後に空きがあるか、見えない文字を含むか、「全体」のように合わせたものを指す言葉です）。団体の側で city.yaml の name を直して公開し直してもらってください。何も取り込んでいません。\n${linesOf(faults)}`,
  );
}

function isName(name: string): boolean {
  const isPlain = name !== "" && name.trim() === name && visibleLine(name) === name;
  return isPlain && [...name].length <= LONGEST_NAME && !NAMES_OF_WHOLES.has(name.normalize("NFKC"));
}

function mustBeDifferent(bodies: Body[]): void {
  const same = [...Map.groupBy(bodies, ({city_name}) => city_name.normalize("NFKC"))].filter(
    ([, found]) => found.length > 1,
  );
  if (same.length === 0) return;
  const faults = same.map(
    ([, found]) =>
      `${visibleLine(found[0]?.city_name ?? "")}: ${found.map(({folder}) => visibleLine(folder)).join("、")}`,
  );
  throw new UserError(
    `同じ名前の団体の公開版が二つ以上あります。一つの団体につき一つ（新しいほう）だけを置いてください。別の団体なら、それぞれの city.yaml の name を「府県の名前＋団体の名前」にして公開し直してもらってください。何も取り込んでいません。\n${linesOf(faults)}`,
  );
}

async function mustBeDeclared(engine: Warehouse, declared: DeclaredSeries, bodies: Body[]): Promise<void> {
  const names = new Map(bodies.map(({folder, city_name}) => [folder, city_name]));
  const faults = undeclaredFaults(await engine.rows(statement("releases.united_series")), {
    declared,
    nameOf: (folder) => visibleLine(names.get(folder) ?? folder),
  });
  if (faults.length === 0) return;
  throw new UserError(
    `合わせ方の決まっていない指標があります。合わせるものは city/kpis.yaml の indicator と whole に、合わせないものは city/left-out.csv に、わけとともに書いてください。何も取り込んでいません。\n${linesOf(faults)}`,
  );
}
