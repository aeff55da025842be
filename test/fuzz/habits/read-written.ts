import {writeFileSync} from "node:fs";
import {join} from "node:path";
import {impossiblePeriods, wrongPeriod} from "../../../pipelines/intake/judge/odd-periods.ts";
import {titleOfOtherPeriod} from "../../../pipelines/intake/judge/title-of-other-period.ts";
import {fingerprint} from "../../../pipelines/intake/read/decode.ts";
import {readTable} from "../../../pipelines/intake/read/read-table.ts";
import {type Contract, fieldsOf} from "../../../schemas/contract.ts";
import {UserError} from "../../../schemas/errors.ts";
import {ruledRow} from "../../../schemas/row-rules.ts";
import {shippedContracts as contracts} from "../../../schemas/sources.ts";
import type {Fact} from "./draft.ts";

/** What becomes of a file that nothing else is known about. */
export type Read =
  | {kind: "accepted"; source: string; rows: Fact[]; told: string}
  | {kind: "held"; why: string}
  | {kind: "refused"; why: string};

interface Sent {
  folder: string;
  name: string;
  bytes: Uint8Array;
  /** Names of bureaus that the city has. */
  bureaus: Pick<Set<unknown>, "has">;
}

/** Reads a file as the intake does, and judges its rows by the contract's schema: much cheaper than a ledger, and the same. */
export async function readWritten({folder, name, bytes, bureaus}: Sent): Promise<Read> {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  try {
    const options = {contracts, scratchFile: join(folder, "reading.csv"), fileName: name, answers: []};
    const {contract, holds, reading, notes, saidPeriods, cells} = readTable(path, fingerprint(path), options);
    const source = cells();
    const rows = await textsOf(source);
    const why = [...source.questions(), ...holds].map(({text}) => text).join("／");
    if (why !== "") return {kind: "held", why};
    if (rows.length === 0) return {kind: "refused", why: "データの行がありません"};
    const values = rows.map((texts) => judged(contract, texts, bureaus));
    if (values.some((row) => row === undefined)) return {kind: "held", why: "読めない行"};
    const good = values as Fact[];
    const keys = new Set(good.map((row) => contract.grain.map((field) => row[field]).join("|")));
    if (keys.size < good.length) return {kind: "held", why: "重なる行"};
    const batch = {...FIRST, contract, fileName: name, periods: periodsOf(contract, good), saidPeriods};
    const [odd] = [
      ...wrongPeriod(batch),
      ...titleOfOtherPeriod(batch),
      ...impossiblePeriods(batch, NONE_IN_FORCE),
    ];
    if (odd) return {kind: "held", why: odd.text};
    return {kind: "accepted", source: contract.source, rows: good, told: [...reading, ...notes].join("／")};
  } catch (error) {
    if (error instanceof UserError) return {kind: "refused", why: error.message};
    throw error;
  }
}

/** Nothing was loaded before it. */
const FIRST = {batchId: 1, readAs: [], today: "2026-06-01", isNone: false, hasRelease: true};
const NONE_IN_FORCE = {firstPeriod: null, lastPeriod: null};

function periodsOf({period}: Contract, rows: Fact[]): string[] {
  if (period === "whole") return [];
  const days = rows.map((row) => String(row[period.column]));
  return [...new Set(period.by === "month" ? days.map((day) => `${day.slice(0, 8)}01`) : days)];
}

async function textsOf({
  texts,
  blocks,
}: ReturnType<ReturnType<typeof readTable>["cells"]>): Promise<string[][]> {
  const rows: string[][] = [];
  for await (const {rowCount, cells, broken} of blocks) {
    for (let row = 0; row < rowCount; row += 1)
      rows.push(cells.map((field, index) => texts[index]?.textAt(field[row] ?? 0) ?? ""));
    rows.push(...broken.map(() => ["broken"]));
  }
  return rows.filter((cells) => cells.some((cell) => cell.trim() !== ""));
}

/** The row's values; undefined where the contract refuses it. */
function judged(contract: Contract, texts: string[], bureaus: Sent["bureaus"]): Fact | undefined {
  const fields = fieldsOf(contract);
  const row = Object.fromEntries(fields.map(({name}, index) => [name, texts[index] ?? ""]));
  const result = ruledRow(contract).safeParse(row);
  if (!result.success) return undefined;
  const isUnknown = (contract.references ?? []).some(
    ({column, to}) => to === "bureau_name" && !bureaus.has(result.data[column]),
  );
  return isUnknown ? undefined : (result.data as Fact);
}
