import type {Contract, Reference} from "../../../schemas/contract.ts";
import type {Warehouse} from "../../engine/open.ts";
import {nearest} from "../../installation/nearest.ts";
import {staffKey} from "./staff-key.ts";

type Target = Reference["to"];

const IN_FORCE = (source: string) => `
  from raw.${source} as rows
  inner join intake.current_periods as current
    on current.source = '${source}' and current.batch_id = rows.batch_id and current.period = rows.period`;

/** SELECTs of all that may be referred to: one column, `known`. Former names and aliases count. */
const KNOWN: Record<Target, string> = {
  bureau_code: `select rows.bureau_code as known ${IN_FORCE("bureaus")}`,
  bureau_name: `select rows.bureau_name as known ${IN_FORCE("bureaus")}
    union select each_name(rows.other_names) as known ${IN_FORCE("bureaus")}`,
  staff_number: "from known_staff",
};

const TITLES: Record<Target, string> = {
  bureau_code: "局区一覧",
  bureau_name: "局区一覧",
  staff_number: "職員名簿",
};

/**
 * References whose target has rows in force; an empty list can contradict nobody. The staff numbers of all rosters are
 * gathered once into a temporary table, and again when other rosters are in force.
 */
export async function judgeable(ledger: Warehouse, {references = []}: Contract): Promise<Reference[]> {
  if (references.length === 0) return [];
  const rows = await ledger.rows(
    `select source, string_agg(batch_id || ' ' || period, ',' order by period) as batches
     from intake.current_periods where source in ('bureaus', 'staff') group by source`,
  );
  const inForce = new Map(rows.map(({source, batches}) => [String(source), String(batches)]));
  const loaded = references.filter(({to}) => inForce.has(to === "staff_number" ? "staff" : "bureaus"));
  if (loaded.some(({to}) => to === "staff_number")) await gatherStaff(ledger, inForce.get("staff") ?? "");
  return loaded;
}

const GATHERED = new WeakMap<Warehouse, string>();

async function gatherStaff(ledger: Warehouse, rosters: string): Promise<void> {
  if (GATHERED.get(ledger) === rosters) return;
  GATHERED.delete(ledger);
  await ledger.run(
    `create or replace temp table known_staff as select distinct rows.staff_key as known ${IN_FORCE("staff")}`,
  );
  GATHERED.set(ledger, rosters);
}

/** Whether what the contract refers to is still to be loaded. */
export async function isReferenceMissing(ledger: Warehouse, contract: Contract): Promise<boolean> {
  return (await judgeable(ledger, contract)).length < (contract.references ?? []).length;
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
  const isStaff = reference.to === "staff_number";
  const column = isStaff ? "staff_key" : reference.column;
  const [row] = await ledger.rows(
    `select count(*)::integer as unknown from (
       select distinct ${column} as value from raw.${source} where batch_id = $1 and ${column} is not null
     ) as named anti join (${KNOWN[reference.to]}) as knowns on knowns.known = named.value`,
    [batchId],
  );
  if (row?.unknown === 0) return [];
  const since = isStaff
    ? "and period >= (select min(period) from intake.current_periods where source = 'staff')"
    : "";
  const rows = await ledger.rows(
    `with mine as (
       select rowid as row_id, row_number() over (order by rowid) - 1 as rank, ${column} as value, period
       from raw.${source} where batch_id = $1
     )
     select cast(row_id as varchar) as row_id, rank::integer as rank, ${isStaff ? "null" : "value"} as value
     from mine anti join (${KNOWN[reference.to]}) as knowns on knowns.known = mine.value
     where value is not null ${since} order by rank`,
    [batchId],
  );
  return rows.map(({row_id, rank, value}) => ({
    rowId: String(row_id),
    rank: Number(rank),
    reference,
    value: value === null || value === undefined ? null : String(value),
  }));
}

const SHOWN = 3;

/** "Is not in the list; near are …" for each distinct value. */
export async function explainUnknown(
  ledger: Warehouse,
  to: Target,
  values: string[],
): Promise<(value: string) => string> {
  const bureaus = await ledger.rows(
    `select rows.bureau_code, rows.bureau_name, rows.other_names ${IN_FORCE("bureaus")} order by rows.display_order`,
  );
  const names = bureaus.flatMap(({bureau_code, bureau_name, other_names}) =>
    [bureau_name, ...String(other_names ?? "").split("、")].flatMap((name): [string, string][] =>
      name ? [[String(name), String(bureau_code)]] : [],
    ),
  );
  const near = new Map(values.map((value) => [value, nearBureaus(value, to, names)]));
  return (value) =>
    `「${value}」は${TITLES[to]}にありません。近いもの: ${near.get(value) ?? ""}。` +
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
  const variants = numbers.flatMap((number) =>
    nearNumbers(number).map((near) => ({number, staff_key: String(staffKey(near, secret))})),
  );
  const rows = await ledger.rows(
    `with variants as (
       select unnest(from_json($1, '[{"number": "varchar", "staff_key": "bigint"}]'), max_depth := 2)
     )
     select distinct number from variants semi join (${KNOWN.staff_number}) as knowns on knowns.known = variants.staff_key`,
    [JSON.stringify(variants)],
  );
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
