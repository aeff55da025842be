import {z} from "zod";
import {CODED_SERIES} from "../../schemas/coded-series.ts";
import type {ReleaseHeader} from "../../schemas/release-manifest.ts";
import type {Said} from "../../schemas/series-code.ts";
import {statement} from "../catalog/sql-files.ts";
import {insertRows} from "../engine/insert-rows.ts";
import type {Warehouse} from "../engine/open.ts";
import type {Home} from "../installation/home.ts";
import {publishedReleases} from "../releases/history.ts";
import {isWholeRelease} from "../releases/must-be-whole.ts";
import {openRelease} from "../releases/open.ts";
import {type CellOfSeries, readAllSeries} from "../releases/read-series.ts";
import {isSaidOtherwise} from "./is-moved.ts";
import {FIRST, ingredientsAround, rollbackCause} from "./record-causes.ts";
import {causesOfSeries, type MovedCell} from "./series-causes.ts";
import {columnsOf} from "./series-revisions.ts";

/**
 * Records what published releases say besides the indicators' values, of those that the ledger knows and whose files are
 * there: also of releases from before it had room for that.
 */
export async function recordSeries(ledger: Warehouse, home: Home): Promise<void> {
  const known = new Set(
    (await ledger.rows(statement("ledger.recorded_series"))).map((row) => row.release_id),
  );
  for (const release of publishedReleases(home))
    if (!known.has(release.releaseId) && isWholeRelease(home, release.releaseId))
      await recordRelease(ledger, home, release);
}

async function recordRelease(ledger: Warehouse, home: Home, release: ReleaseHeader): Promise<void> {
  const opened = await openRelease(home, release.releaseId);
  const cells = await readAllSeries(opened).finally(() => opened.close());
  const last = await lastSaid(ledger);
  const moved = [...cells.filter((cell) => isNews(cell, last.get(cell.code))), ...goneFrom(cells, last)];
  const causeOf = release.rollback === null ? causes(home, release, moved) : () => rollbackCause(release);
  const records = moved.map((cell) => recordOf(cell, last.get(cell.code), causeOf));
  const [row] = await ledger.rows(statement("ledger.number_of_release"), {release_id: release.releaseId});
  await ledger.transaction(async () => {
    await ledger.run(statement("ledger.insert_series_release"), {release_id: release.releaseId});
    await insertRows(ledger, {
      table: "figures.series_records",
      columns: recordColumns,
      rows: records.map((record) => ({release_number: Number(row?.number), ...record})),
    });
  });
}

const recordColumns = {
  release_number: "integer",
  code: "varchar",
  fiscal_year: "integer",
  value: "double",
  word: "varchar",
  is_absent: "boolean",
  previous_value: "double",
  previous_word: "varchar",
  cause: "varchar",
} as const;

type SeriesRecord = Record<Exclude<keyof typeof recordColumns, "release_number">, Said | boolean>;

const lastRecord = z.strictObject({
  code: z.string(),
  fiscal_year: z.int().nullable(),
  value: z.number().nullable(),
  word: z.string().nullable(),
  is_absent: z.boolean(),
});

type LastRecord = z.infer<typeof lastRecord>;

async function lastSaid(ledger: Warehouse): Promise<Map<string, LastRecord>> {
  const rows = z.array(lastRecord).parse(await ledger.rows(statement("ledger.last_series")));
  return new Map(rows.map((row) => [row.code, row]));
}

/** What a release says, or no longer says (`value`: undefined). */
type Cell = MovedCell & {code: string; value: Said | undefined};

type CauseOf = (cell: MovedCell) => string;

function causes(home: Home, release: ReleaseHeader, moved: MovedCell[]): CauseOf {
  const causeOf = causesOfSeries(ingredientsAround(home, release), moved);
  return (cell) => causeOf(cell).cause;
}

/** Whether it says something that it did not say. */
function isNews({value}: CellOfSeries, earlier: LastRecord | undefined): boolean {
  return !earlier || earlier.is_absent || isSaidOtherwise(saidIn(earlier), value);
}

function recordOf(cell: Cell, earlier: LastRecord | undefined, causeOf: CauseOf): SeriesRecord {
  return {
    code: cell.code,
    fiscal_year: cell.fiscalYear,
    ...columnsOf(cell.value ?? null),
    is_absent: cell.value === undefined,
    previous_value: earlier?.value ?? null,
    previous_word: earlier?.word ?? null,
    cause: earlier ? causeOf(cell) : FIRST,
  };
}

function saidIn({value, word}: LastRecord): Said {
  return word ?? value;
}

function goneFrom(cells: CellOfSeries[], last: Map<string, LastRecord>): Cell[] {
  const there = new Set(cells.map(({code}) => code));
  return [...last.values()]
    .filter(({code, is_absent}) => !is_absent && !there.has(code))
    .map(({code, fiscal_year}) => ({
      ...{code, value: undefined, series: seriesOf(code), kpiId: null, fiscalYear: fiscal_year},
      ...{isCumulative: false, judged: null},
    }));
}

/** A series that the program no longer has left with its relation. */
function seriesOf(code: string): {relation: string} {
  const [, name] = code.split("-");
  return CODED_SERIES.find((series) => series.name === name) ?? {relation: ""};
}
