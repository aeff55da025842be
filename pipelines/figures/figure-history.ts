import {z} from "zod";
import type {ExplainedBatch, FigureRecord, SeriesRecord} from "../../schemas/explanation.ts";
import type {FigureId} from "../../schemas/figure-code.ts";
import type {ReleaseManifest} from "../../schemas/release-manifest.ts";
import {shippedContracts} from "../../schemas/sources.ts";
import {statement} from "../catalog/sql-files.ts";
import type {Warehouse} from "../engine/open.ts";
import type {Home} from "../installation/home.ts";
import {readingLedger} from "../ledger/read.ts";
import {hasSeries, ledgerVersion} from "../ledger/version.ts";

export interface FigureHistory {
  /** Oldest first; without any number while the figure is withheld. */
  records: FigureRecord[];
  /** Files that wait to be mended, of every source. */
  held: (ExplainedBatch & {source: string; sourceTitle: string})[];
}

/** What the ledger remembers of a figure up to a release. UserError while another process writes the ledger. */
export async function figureHistory(
  home: Home,
  figure: FigureId & {observation_status: string},
  release: ReleaseManifest,
): Promise<FigureHistory> {
  return readingLedger(home, async (ledger) => {
    const records = await recordsOf(ledger, figure, release);
    const isWithheld = figure.observation_status === "withheld";
    return {
      records: isWithheld ? records.map(withoutNumbers) : records,
      held: await heldBatches(ledger, release),
    };
  });
}

/** The same of a number or word of a series. UserError while another process writes the ledger. */
export async function seriesHistory(
  home: Home,
  code: string,
  release: ReleaseManifest,
): Promise<{records: SeriesRecord[]; held: FigureHistory["held"]}> {
  return readingLedger(home, async (ledger) => ({
    records: hasSeries(await ledgerVersion(ledger)) ? await recordsOfSeries(ledger, code, release) : [],
    held: await heldBatches(ledger, release),
  }));
}

const seriesRecord = z.strictObject({
  release_id: z.string(),
  released_on: z.iso.date(),
  value: z.number().nullable(),
  word: z.string().nullable(),
  is_absent: z.boolean(),
  cause: z.string(),
});

async function recordsOfSeries(
  ledger: Warehouse,
  code: string,
  {releaseId}: ReleaseManifest,
): Promise<SeriesRecord[]> {
  const rows = await ledger.rows(statement("ledger.records_of_series"), {code, release_id: releaseId});
  return z
    .array(seriesRecord)
    .parse(rows)
    .map(({word, ...record}) => ({...record, value: word ?? record.value}));
}

const record = z.strictObject({
  release_id: z.string(),
  released_on: z.iso.date(),
  value: z.number().nullable(),
  numerator: z.number().nullable(),
  denominator: z.number().nullable(),
  observation_status: z.enum(["provisional", "final", "withheld", "absent"]),
  cause: z.string(),
});

async function recordsOf(
  ledger: Warehouse,
  figure: FigureId,
  {releaseId}: ReleaseManifest,
): Promise<FigureRecord[]> {
  const rows = await ledger.rows(statement("ledger.records_of_figure"), {
    kpi_id: figure.kpi_id,
    period_kind: figure.period_kind,
    period_end: figure.period_end,
    scope_id: figure.scope_id,
    bureau_code: figure.bureau_code,
    release_id: releaseId,
  });
  return z.array(record).parse(rows);
}

/** A cell that is withheld now was perhaps shown before: together with other figures the old number would give it away. */
function withoutNumbers(record: FigureRecord): FigureRecord {
  return {...record, value: null, numerator: null, denominator: null, observation_status: "withheld"};
}

const heldBatch = z.strictObject({
  source: z.string(),
  batch_id: z.int(),
  file_name: z.string(),
  received_on: z.iso.date(),
  row_count: z.int(),
  accepted_count: z.int(),
});

async function heldBatches(
  ledger: Warehouse,
  {publishedAt}: ReleaseManifest,
): Promise<FigureHistory["held"]> {
  const rows = await ledger.rows(statement("ledger.waiting_batches_then"), {moment: publishedAt});
  return z
    .array(heldBatch)
    .parse(rows)
    .map((batch) => ({
      ...batch,
      state: "held",
      acceptance: null,
      sourceTitle: shippedContracts.find(({source}) => source === batch.source)?.title ?? batch.source,
    }));
}
