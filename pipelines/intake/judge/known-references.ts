import type {Contract, Reference} from "../../../schemas/contract.ts";
import {nearest} from "../../../schemas/nearest.ts";
import {shownCell} from "../../../schemas/shown-cell.ts";
import {statement} from "../../catalog/sql-files.ts";
import {memoryOf} from "../../engine/memory-of.ts";
import type {Warehouse} from "../../engine/open.ts";
import {recordedFiles} from "../../ledger/recorded-files.ts";
import {staffKey} from "./staff-key.ts";
import {unitsOfBatch} from "./units-of-batch.ts";

type Target = Reference["to"];

const TITLES: Record<Target, string> = {
  bureau_code: "局区一覧",
  bureau_name: "局区一覧",
  staff_number: "職員名簿",
};

/** The lists that are in force, and those of them that are gathered into a temporary table. */
interface Lists {
  /** Names the files in force. */
  sign: string;
  inForce: Set<List>;
  gathered: Set<List>;
  /** Bureaus that were there on a day: code → name. */
  bureausOn: Map<string, Map<string, string>>;
}

type List = "bureaus" | "staff";

const LIST_OF: Record<Target, List> = {bureau_code: "bureaus", bureau_name: "bureaus", staff_number: "staff"};

const GATHERING = {bureaus: "ledger.known_bureaus", staff: "ledger.known_staff"} as const;

const listsIn = memoryOf((): {lists?: Lists} => ({}));

/** References whose target has rows in force; an empty list can contradict nobody. */
export async function judgeable(ledger: Warehouse, {references = []}: Contract): Promise<Reference[]> {
  const loaded: Reference[] = [];
  for (const reference of references)
    if (await gathered(ledger, LIST_OF[reference.to])) loaded.push(reference);
  return loaded;
}

/** Codes and names of the bureaus that were there on a day, by the list in force; none while there is no list. */
export async function bureausOn(ledger: Warehouse, day: string): Promise<Map<string, string>> {
  if (!(await gathered(ledger, "bureaus"))) return new Map();
  const known = (await listsOf(ledger)).bureausOn;
  const bureaus = known.get(day) ?? (await askedBureausOn(ledger, day));
  known.set(day, bureaus);
  return bureaus;
}

async function askedBureausOn(ledger: Warehouse, day: string): Promise<Map<string, string>> {
  const rows = await ledger.rows(statement("ledger.bureaus_valid_on"), {day});
  return new Map(rows.map(({bureau_code, bureau_name}) => [String(bureau_code), String(bureau_name)]));
}

/** Whether the list is in force; then it can be asked. */
async function gathered(ledger: Warehouse, list: List): Promise<boolean> {
  const lists = await listsOf(ledger);
  if (!lists.inForce.has(list)) return false;
  if (!lists.gathered.has(list)) await ledger.run(statement(GATHERING[list]));
  lists.gathered.add(list);
  return true;
}

/** Gathered anew only when other files of the lists are in force: a city's files come by the hundred. */
async function listsOf(ledger: Warehouse): Promise<Lists> {
  const {inForce} = await recordedFiles(ledger);
  const files = inForce.filter(({source}) => source === "bureaus" || source === "staff");
  const sign = files.map(({period, batchId}) => `${batchId} ${period}`).join();
  const memory = listsIn(ledger);
  if (memory.lists?.sign !== sign)
    memory.lists = {
      sign,
      inForce: new Set(files.map(({source}) => source as List)),
      gathered: new Set(),
      bureausOn: new Map(),
    };
  return memory.lists;
}

/** A row of the ledger that names an unknown bureau or person; `rank` counts the batch's rows in file order from 0. */
export interface UnknownReference {
  rowId: string;
  rank: number;
  reference: Reference;
  /** As the file says it; null for staff numbers, which are not kept. */
  value: string | null;
}

/** Rows before the first roster in force are not judged by it. */
export async function unknownReferences(
  ledger: Warehouse,
  {contract: {source}, reference, batchId}: {contract: Contract; reference: Reference; batchId: number},
): Promise<UnknownReference[]> {
  if (await areAllKnown(ledger, {source, reference, batchId})) return [];
  const isStaff = reference.to === "staff_number";
  const column = isStaff ? "staff_key" : reference.column;
  const rows = await ledger.rows(
    `with mine as (
       select rowid as row_id, row_number() over (order by rowid) - 1 as rank, ${column} as value, period
       from raw.${source} where batch_id = $1
     )
     select cast(row_id as varchar) as row_id, rank::integer as rank,
       case when not $2 then cast(value as varchar) end as value
     from mine anti join known_${reference.to} as knowns on knowns.known = mine.value
     where value is not null
       and (not $2 or period >= (select min(period) from intake.current_periods where source = 'staff'))
     order by rank`,
    [batchId, isStaff],
  );
  return rows.map(({row_id, rank, value}) => ({
    rowId: String(row_id),
    rank: Number(rank),
    reference,
    value: value === null || value === undefined ? null : String(value),
  }));
}

/** A cheap question before the dear one. */
async function areAllKnown(
  ledger: Warehouse,
  {source, reference: {to, column}, batchId}: {source: string; reference: Reference; batchId: number},
): Promise<boolean> {
  if (to === "staff_number")
    return (await unitsOfBatch(ledger, {source, to, batchId})).every(({unit}) => unit !== null);
  const [row] = await ledger.rows(statement("ledger.unknown_bureau_count"), {
    source,
    column,
    batch_id: batchId,
    target: to,
  });
  return row?.unknown === 0;
}

const SHOWN = 3;

/** Enough to see a pattern; looking for near values costs a comparison with, or a hash for, each of very many. */
const MOST_LOOKED_UP = 200;

/** "Is not in the list; near are …" for each distinct value. */
export async function explainUnknown(
  ledger: Warehouse,
  to: Target,
  values: string[],
): Promise<(value: string) => string> {
  const bureaus = await ledger.rows(statement("ledger.bureaus_in_force"));
  const names = bureaus.flatMap(({bureau_code, bureau_name, other_names}) =>
    [bureau_name, ...String(other_names ?? "").split("、")].flatMap((name): [string, string][] =>
      name ? [[String(name), String(bureau_code)]] : [],
    ),
  );
  const near = new Map(
    values.slice(0, MOST_LOOKED_UP).map((value) => [value, `近いもの: ${nearBureaus(value, to, names)}。`]),
  );
  return (value) =>
    `「${shownCell(value)}」は${TITLES[to]}にありません。${near.get(value) ?? ""}` +
    "名前が変わったときや別の呼び方のときは、局区一覧の別名に加えてください";
}

function nearBureaus(value: string, to: Target, names: [name: string, code: string][]): string {
  const codes = new Map(names.toReversed().map(([name, code]) => [code, name]));
  if (to === "bureau_code")
    return nearest(value, [...codes.keys()])
      .slice(0, SHOWN)
      .map((code) => `${code}（${codes.get(code)}）`)
      .join("、");
  return nearest(
    value,
    names.map(([name]) => name),
  )
    .slice(0, SHOWN)
    .join("、");
}

/** Which of the staff numbers differ in one digit, or by two neighbours changed about, from one of the roster. Tells none of those. */
export async function mistypedStaffNumbers(
  ledger: Warehouse,
  numbers: string[],
  secret: Buffer,
): Promise<Set<string>> {
  const variants = numbers
    .slice(0, MOST_LOOKED_UP)
    .flatMap((number) =>
      nearNumbers(number).map((near) => ({number, staff_key: String(staffKey(near, secret))})),
    );
  const rows = await ledger.rows(statement("ledger.known_among_variants"), {
    variants: JSON.stringify(variants),
  });
  return new Set(rows.map(({number}) => String(number)));
}

function nearNumbers(number: string): string[] {
  const digits = [...number];
  const others = digits.flatMap((digit, at) =>
    [..."0123456789"].filter((other) => other !== digit).map((other) => digits.with(at, other).join("")),
  );
  const swapped = digits.slice(1).map((digit, at) =>
    digits
      .with(at, digit)
      .with(at + 1, digits[at] ?? "")
      .join(""),
  );
  return [...others, ...swapped];
}
