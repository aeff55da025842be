import {z} from "zod";
import type {Looked, QuietMemory} from "../../schemas/kept-build.ts";
import {type Ingredients, latestIngredients} from "../../schemas/release-manifest.ts";
import type {Said} from "../../schemas/series-code.ts";
import {readReleasePolicy} from "../catalog/release-policy.ts";
import {statement} from "../catalog/sql-files.ts";
import {insertRows} from "../engine/insert-rows.ts";
import type {Parameter, Warehouse} from "../engine/open.ts";
import type {Home} from "../installation/home.ts";
import {currentRelease, hasManifest, readManifest} from "../releases/history.ts";
import {lastPrinted} from "../releases/printed-note.ts";
import {type CellOfSeries, readAllSeries, relationsOf} from "../releases/read-series.ts";
import {causesOfSeries} from "./series-causes.ts";

const TABLE = "catalog.series_revisions";

const columns = {
  document_kind: "varchar",
  figure_code: "varchar",
  kpi_id: "varchar",
  series_title: "varchar",
  figure_item: "varchar",
  fiscal_year: "integer",
  decimals: "integer",
  previous_value: "double",
  previous_word: "varchar",
  value: "double",
  word: "varchar",
  previous_release_id: "varchar",
  previous_released_on: "date",
  cause: "varchar",
};

/**
 * The releases from which readers have each kind of document. Where it was never handed out: null, or the current one where the
 * city has decided that marks live until the next release then.
 */
export function handedOut(home: Home): Record<string, Parameter> {
  const {never_printed} = readReleasePolicy(home.city);
  const otherwise = never_printed === "release_before" ? (currentRelease(home)?.releaseId ?? null) : null;
  return {
    scorecard_release_id: lastPrinted(home, "scorecard") ?? otherwise,
    packet_release_id: lastPrinted(home, "packet") ?? otherwise,
  };
}

/**
 * Fills catalog.series_revisions from the ledger, attached as `ledger`, and the built marts; relations in which nothing was revised
 * when they were last looked at are passed over. Whether there are any.
 */
export async function findSeriesRevisions(
  warehouse: Warehouse,
  {home, ingredients, memory}: {home: Home; ingredients: Ingredients; memory: QuietMemory},
): Promise<boolean> {
  const handed = handedOut(home);
  const unquiet: Looked[] = [];
  for (const looked of await seriesLooked(warehouse, handed))
    if (!(await memory.isQuiet(looked))) unquiet.push(looked);
  const [first] = await warehouse.rows(statement("ledger.first_series"));
  if (unquiet.length === 0 || !first) return false;
  const read = await readAllSeries(
    warehouse,
    new Set(unquiet.map(({dependsOn: [relation = ""]}) => relation)),
  );
  const cells = new Map(read.map((cell) => [cell.code, cell]));
  const moved = (await knownOtherwise(warehouse, [...cells.values()], handed)).flatMap((before) => {
    const cell = cells.get(before.code);
    return cell ? [{before, cell}] : [];
  });
  const spoken = new Set<string>(moved.map(({cell}) => cell.series.relation));
  for (const looked of unquiet)
    if (!looked.dependsOn.some((relation) => spoken.has(relation))) await memory.noteQuiet(looked);
  await insertRows(warehouse, {table: TABLE, columns, rows: revisionsIn(moved, home, ingredients)});
  return moved.length > 0;
}

/** What readers know of some cells, by the document that told them, where it is something else than they say now. */
async function knownOtherwise(
  warehouse: Warehouse,
  cells: CellOfSeries[],
  handed: Record<string, Parameter>,
): Promise<z.infer<typeof knownSeries>[]> {
  const said = cells.map(({value}) => columnsOf(value));
  const asked = {
    ...handed,
    codes: JSON.stringify(cells.map(({code}) => code)),
    values: JSON.stringify(said.map(({value}) => value)),
    words: JSON.stringify(said.map(({word}) => word)),
  };
  return z.array(knownSeries).parse(await warehouse.rows(statement("ledger.known_series"), asked));
}

/** Each published relation with what its cells are read by and held against. */
async function seriesLooked(warehouse: Warehouse, handed: Record<string, Parameter>): Promise<Looked[]> {
  const [years] = await warehouse.rows(statement("releases.last_fiscal_year"));
  const text = JSON.stringify({handed, years});
  return [...(await relationsOf(warehouse))].map((relation) => ({
    name: `series of ${relation}`,
    text,
    dependsOn: [relation, "marts.dim_bureaus"],
  }));
}

interface Moved {
  before: z.infer<typeof knownSeries>;
  cell: CellOfSeries;
}

function revisionsIn(moved: Moved[], home: Home, ingredients: Ingredients) {
  return [...Map.groupBy(moved, ({before}) => before.release_id)].flatMap(([releaseId, since]) => {
    const causeOf = causesOfSeries(
      ingredientsSince(home, releaseId, ingredients),
      since.map(({cell}) => cell),
    );
    return since.map(({before, cell}) => ({...revisionOf(before, cell), cause: causeOf(cell).cause}));
  });
}

const knownSeries = z.strictObject({
  document_kind: z.string(),
  code: z.string(),
  value: z.number().nullable(),
  word: z.string().nullable(),
  release_id: z.string(),
  released_on: z.iso.date(),
});

function revisionOf(before: z.infer<typeof knownSeries>, cell: CellOfSeries) {
  const {value, word} = columnsOf(cell.value);
  return {
    document_kind: before.document_kind,
    figure_code: cell.code,
    kpi_id: cell.kpiId,
    series_title: cell.series.title,
    figure_item: cell.keys.map(({text}) => text).join("・"),
    fiscal_year: cell.fiscalYear,
    decimals: cell.decimals,
    previous_value: before.value,
    previous_word: before.word,
    value,
    word,
    previous_release_id: before.release_id,
    previous_released_on: before.released_on,
  };
}

/** A number and a word are kept in columns of their own. */
export function columnsOf(said: Said): {value: number | null; word: string | null} {
  return typeof said === "string" ? {value: null, word: said} : {value: said, word: null};
}

function ingredientsSince(home: Home, releaseId: string, after: Ingredients) {
  if (!hasManifest(home, releaseId)) return undefined;
  return {before: latestIngredients(readManifest(home, releaseId)), after};
}
