import {existsSync, readdirSync} from "node:fs";
import {basename, join} from "node:path";
import {z} from "zod";
import type {Contract} from "../../../schemas/contract.ts";
import type {
  AbsentColumn,
  BatchDecision,
  HeldBatch,
  IntakeStatus,
  PeriodInForce,
  PeriodInParts,
  RefusedFile,
  SourceInForce,
} from "../../../schemas/intake-status.ts";
import {monthsOfPeriod} from "../../../schemas/period-months.ts";
import {shippedContracts} from "../../../schemas/sources.ts";
import {visibleLine} from "../../../schemas/visible-text.ts";
import {asReadBack} from "../../../schemas/written-command.ts";
import {contractsOf} from "../../catalog/contracts-of.ts";
import {statement} from "../../catalog/sql-files.ts";
import type {Warehouse} from "../../engine/open.ts";
import type {Home} from "../../installation/home.ts";
import {readOwnFile} from "../../installation/plain-file.ts";
import {type MissingUnit, missingUnits} from "../../ledger/absent-units.ts";
import {isListedSince} from "../../ledger/listed-since.ts";
import {readingLedger} from "../../ledger/read.ts";
import {openQuestionsOf} from "../../ledger/readings.ts";
import {type Fault, groupFaults} from "../judge/group-faults.ts";
import {refusedNames} from "../leave/originals.ts";
import {inboxFiles, oddEntries} from "../load/inbox.ts";
import {REASON_ENDING} from "../load/put-aside.ts";
import {mendingFiles, stillRefused} from "./still-refused.ts";

/** Where every file stands: waiting, held, refused, in force. Changes nothing. */
export async function intakeStatus(home: Home): Promise<IntakeStatus> {
  const outside = {
    folders: {inbox: home.inbox, refused: home.refused},
    waiting_files: waitingFiles(home),
    refused: refusedFiles(home),
  };
  const contracts = contractsOf(home.city);
  if (!existsSync(home.ledger))
    return {
      ...outside,
      held: [],
      faults: [],
      in_force: sourcesInForce(contracts, []),
      in_parts: [],
      absent_columns: [],
      decisions: [],
    };
  return readingLedger(home, async (ledger) => {
    const inForce = await periodsInForce(ledger);
    const inParts = periodsInParts(contracts, await missingUnits(ledger), inForce);
    return {
      ...outside,
      refused: stillRefused(outside.refused, mendingFiles(await takenFiles(ledger), inParts)),
      held: await heldBatches(ledger),
      faults: groupFaults(await heldFaults(ledger)),
      in_force: sourcesInForce(contracts, inForce),
      in_parts: inParts,
      absent_columns: await absentColumns(ledger),
      decisions: await decisions(ledger),
    };
  });
}

function waitingFiles(home: Home): string[] {
  const files = inboxFiles(home).map((path) => visibleLine(basename(path)));
  return [...files, ...oddEntries(home).map(({name}) => name)].sort();
}

/** Files that could not be read at all, with the reason that was told. */
export function refusedFiles(home: Home): RefusedFile[] {
  const {refused} = home;
  const names = readdirSync(refused);
  return refusedNames(home).map((file) => ({
    file,
    why: names.includes(`${file}${REASON_ENDING}`)
      ? asReadBack(
          readOwnFile(join(refused, `${file}${REASON_ENDING}`))
            .toString("utf8")
            .trim(),
        )
      : "",
  }));
}

const heldRow = z.strictObject({
  batch_id: z.int(),
  source: z.string(),
  file_name: z.string(),
  sha256: z.string(),
  received_at: z.string(),
  received_on: z.iso.date(),
  row_count: z.int(),
  accepted_count: z.int(),
  quarantined_count: z.int(),
  periods: z.array(z.string()),
  reasons: z.array(z.strictObject({kind: z.string(), reason: z.string()})),
});

export async function heldBatches(ledger: Warehouse): Promise<HeldBatch[]> {
  const rows = await ledger.rows(statement("ledger.waiting_batches"));
  const held: HeldBatch[] = [];
  for (const row of z.array(heldRow).parse(rows))
    held.push({
      ...{...row, source_title: titleOf(row.source)},
      questions: (await openQuestionsOf(ledger, row.batch_id)).map(({text, answers}) => ({text, answers})),
      is_listed_since: await isListedSince(ledger, row.batch_id),
    });
  return held;
}

const takenRow = z.strictObject({file_name: z.string(), received_at: z.string()});

async function takenFiles(ledger: Warehouse): Promise<z.infer<typeof takenRow>[]> {
  return z.array(takenRow).parse(await ledger.rows(statement("ledger.taken_files")));
}

const faultRow = z.strictObject({
  batchId: z.int(),
  fileName: z.string(),
  heading: z.string(),
  cell: z.string().nullable(),
  reason: z.string(),
  rowCount: z.int(),
  places: z.array(z.string()),
});

/** What is wrong in the waiting files, counted by file, column and reason. */
async function heldFaults(ledger: Warehouse): Promise<Fault[]> {
  const rows = await ledger.rows(statement("ledger.faults_of_waiting_batches"));
  return z.array(faultRow).parse(rows);
}

function titleOf(source: string): string {
  return shippedContracts.find((contract) => contract.source === source)?.title ?? source;
}

const periodRow = z.strictObject({
  source: z.string(),
  period: z.string(),
  batch_id: z.int(),
  file_name: z.string(),
  row_count: z.int(),
});

type PeriodRow = z.infer<typeof periodRow>;

async function periodsInForce(ledger: Warehouse): Promise<PeriodRow[]> {
  const rows = await ledger.rows(statement("ledger.periods_in_force"));
  return z.array(periodRow).parse(rows);
}

function sourcesInForce(contracts: Contract[], rows: PeriodRow[]): SourceInForce[] {
  const bySource = Map.groupBy(rows, ({source}) => source);
  return contracts.map((contract) => {
    const periods = (bySource.get(contract.source) ?? []).map(({source: _, ...period}) => period);
    return {
      source: contract.source,
      source_title: contract.title,
      period_months: monthsOfPeriod(contract),
      periods,
      missing: missingPeriods(contract, periods),
    };
  });
}

const absentRow = z.strictObject({source: z.string(), text: z.string(), file_count: z.int()});

async function absentColumns(ledger: Warehouse): Promise<AbsentColumn[]> {
  const rows = await ledger.rows(statement("ledger.absent_columns"));
  return z
    .array(absentRow)
    .parse(rows)
    .map((row) => ({...row, source_title: titleOf(row.source)}));
}

function periodsInParts(
  contracts: Contract[],
  missing: MissingUnit[],
  inForce: PeriodRow[],
): PeriodInParts[] {
  return [...Map.groupBy(missing, ({source, period}) => `${source} ${period}`).values()].flatMap((units) => {
    const [first] = units;
    const contract = contracts.find(({source}) => source === first?.source);
    if (!first || !contract) return [];
    const {source, period} = first;
    return [
      {
        source,
        source_title: contract.title,
        period_months: monthsOfPeriod(contract),
        period,
        file_names: inForce
          .filter((file) => file.source === source && file.period === period)
          .map(({file_name}) => file_name),
        missing: units.map(({unit, name, usual_count}) => ({
          bureau_code: unit,
          bureau_name: name,
          usual_count,
        })),
      },
    ];
  });
}

function missingPeriods(contract: Contract, periods: PeriodInForce[]): string[] {
  const months = monthsOfPeriod(contract);
  const [first, last] = [periods[0]?.period, periods.at(-1)?.period];
  if (months === null || !first || !last) return [];
  const known = new Set(periods.map(({period}) => period));
  const missing: string[] = [];
  for (let period = first; period < last; period = monthsLater(period, months))
    if (!known.has(period)) missing.push(period);
  return missing;
}

function monthsLater(period: string, months: number): string {
  const [year = 0, month = 1] = period.split("-").map(Number);
  return new Date(Date.UTC(year, month - 1 + months, 1)).toISOString().slice(0, 10);
}

const decisionRow = z.strictObject({
  batch_id: z.int(),
  file_name: z.string(),
  decision: z.enum(["accept", "reject"]),
  decided_at: z.string(),
  decided_on: z.iso.date(),
  decided_by: z.string(),
  reason: z.string(),
});

async function decisions(ledger: Warehouse): Promise<BatchDecision[]> {
  const rows = await ledger.rows(statement("ledger.decisions"));
  return z.array(decisionRow).parse(rows);
}
