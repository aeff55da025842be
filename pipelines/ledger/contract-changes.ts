import {addAll} from "../../schemas/add-all.ts";
import type {Contract} from "../../schemas/contract.ts";
import {statement} from "../catalog/sql-files.ts";
import type {Warehouse} from "../engine/open.ts";
import {saysLongerPeriod} from "./by-month.ts";
import {modelsReading} from "./models-reading.ts";
import {type JudgedField, judgedFields} from "./stored-columns.ts";
import {choicesOf, type StoredColumn, storedColumns} from "./stored-tables.ts";

/** What must happen to the raw tables so that they are those of the contracts. */
export type ContractChange =
  | {kind: "source_added"; contract: Contract}
  | {
      /**
       * filled: rows without a value get the stated one, because the column is no longer optional. noted: the contract
       * says something else of the column (a month is now a day), and all rows are right as they are.
       */
      kind: "column_added" | "column_filled" | "choices_changed" | "type_changed" | "column_noted";
      contract: Contract;
      field: JudgedField;
    }
  /** The contract has it no more and no model reads it: it stays where it is, and new rows have nothing in it. */
  | {kind: "column_left"; source: string; column: string};

/** What cannot be done without losing or bending what is in the rows. `where` is "用紙使用量（paper）の列「枚数」（sheet_count）". */
export interface Refusal {
  where: string;
  what: string;
  remedy: string;
}

type Found = ContractChange | {kind: "refused"; refusal: Refusal};

/** Compares the raw tables of an open ledger of any version with the contracts; changes nothing. */
export async function contractChanges(
  ledger: Warehouse,
  contracts: readonly Contract[],
): Promise<{changes: ContractChange[]; refusals: Refusal[]}> {
  const stored = Map.groupBy(await storedColumns(ledger), ({source}) => source);
  const filled = stored.size === 0 ? new Set() : await sourcesWithRows(ledger);
  const found: Found[] = [];
  for (const contract of contracts) {
    const columns = stored.get(contract.source);
    if (!columns) found.push({kind: "source_added", contract});
    for (const field of columns ? judgedFields(contract) : []) {
      const column = columns?.find(({name}) => name === field.storedName);
      const place = {contract, field, hasRows: filled.has(contract.source)};
      addAll(found, column ? await changesOf(ledger, place, column) : addition(place));
    }
  }
  addAll(found, departures([...stored.values()].flat(), contracts));
  return {
    changes: found.filter((each) => each.kind !== "refused"),
    refusals: found.flatMap((each) => (each.kind === "refused" ? [each.refusal] : [])),
  };
}

async function sourcesWithRows(ledger: Warehouse): Promise<Set<unknown>> {
  const rows = await ledger.rows(statement("ledger.sources_with_rows"));
  return new Set(rows.map(({source}) => source));
}

interface Place {
  contract: Contract;
  field: JudgedField;
  hasRows: boolean;
}

function addition({contract, field, hasRows}: Place): Found[] {
  if (!hasRows || field.meta.optional || field.meta.valueBefore !== null)
    return [{kind: "column_added", contract, field}];
  return [
    refused(contract, field, {
      what: "前に取り込んだ行に入れる値が決まっていないため、この列を加えられません",
      remedy: `契約のこの列に、前の行の値（valueBefore）を書くか、空欄を認めてください（optional）`,
    }),
  ];
}

async function changesOf(ledger: Warehouse, place: Place, column: StoredColumn): Promise<Found[]> {
  const {contract, field, hasRows} = place;
  if (isOfType(column, field)) return await meaningChanges(ledger, place, column);
  if (!hasRows) return [{kind: "type_changed", contract, field}];
  const [before, after] = [choicesOf(column.type), choicesOf(field.storedType)];
  const found =
    before && after
      ? await choiceChanges(
          ledger,
          place,
          before.filter((value) => !after.includes(value)),
        )
      : typeChanges(place, column);
  return found.some(({kind}) => kind === "refused")
    ? found
    : [...found, ...(await meaningChanges(ledger, place, column))];
}

function isOfType({type}: StoredColumn, {storedType}: JudgedField): boolean {
  const [one, other] = [choicesOf(type), choicesOf(storedType)];
  return one && other ? one.join("\n") === other.join("\n") : type.toLowerCase() === storedType;
}

async function choiceChanges(ledger: Warehouse, place: Place, removed: string[]): Promise<Found[]> {
  const {contract, field} = place;
  const {source} = contract;
  const rows = await ledger.rows(
    `select cast(${field.storedName} as varchar) as value, count(*)::integer as row_count from raw.${source}
     where cast(${field.storedName} as varchar) in (select unnest(from_json($1, '["varchar"]')))
     group by value order by value`,
    [JSON.stringify(removed)],
  );
  if (rows.length === 0) return [{kind: "choices_changed", contract, field}];
  const used = rows.map(({value, row_count}) => `「${value}」${Number(row_count).toLocaleString("ja-JP")}行`);
  return [
    refused(contract, field, {
      what: `なくなった選択肢を使っている行があります（${used.join("、")}）`,
      remedy: "契約のこの列に、選択肢を戻してください",
    }),
  ];
}

/** Types whose every value another type can hold. Dates of any kind are one type: see meaningChanges. */
const WIDER: Record<string, string[]> = {INTEGER: ["bigint"]};

function typeChanges({contract, field}: Place, {type}: StoredColumn): Found[] {
  if (WIDER[type]?.includes(field.storedType)) return [{kind: "type_changed", contract, field}];
  return [
    refused(contract, field, {
      what: `前に取り込んだ行の値は、新しい型（${typeName(type)}から${typeName(field.storedType)}へ）では表せません`,
      remedy: "契約のこの列を前の型に戻すか、新しい名前の列として加えてください",
    }),
  ];
}

const TYPE_NAMES: Record<string, string> = {
  integer: "時間",
  bigint: "整数",
  date: "日付",
  varchar: "文字",
  enum: "選択肢",
};

function typeName(type: string): string {
  return TYPE_NAMES[type.toLowerCase().split("(")[0] ?? ""] ?? type;
}

/** What a contract may say anew of a column whose type stays: which days are meant, whether there is always a value. */
async function meaningChanges(ledger: Warehouse, place: Place, {noted}: StoredColumn): Promise<Found[]> {
  const {contract, field, hasRows} = place;
  const {kind, optional, valueBefore} = field.meta;
  if (noted?.kind === kind && noted.isOptional === optional) return [];
  const change = {contract, field};
  if (!hasRows) return [{kind: "column_noted", ...change}];
  const {withoutValue, notFirst} = await unfitRows(ledger, contract, field);
  if (notFirst > 0)
    return [
      refused(contract, field, {
        what: `前に取り込んだ行のうち${notFirst.toLocaleString("ja-JP")}行の日付は、新しい区切りの初日ではありません`,
        remedy: "契約のこの列を前の型に戻すか、新しい名前の列として加えてください",
      }),
    ];
  if (optional || withoutValue === 0) return [{kind: "column_noted", ...change}];
  if (saysLongerPeriod(contract, field.name))
    return [
      refused(contract, field, {
        what: `月ごとに受け付けた行が${withoutValue.toLocaleString("ja-JP")}行あるのに、月ごとに届くという設定がなくなりました`,
        remedy: `city/sources/${contract.source}.yaml に period: month を書き戻してください（四半期ごとのファイルもそのまま受け付けます）`,
      }),
    ];
  if (valueBefore !== null) return [{kind: "column_filled", ...change}];
  return [
    refused(contract, field, {
      what: `前に取り込んだ行のうち${withoutValue.toLocaleString("ja-JP")}行に値がないため、必ず書く列にはできません`,
      remedy: "契約のこの列に、前の行の値（valueBefore）を書くか、空欄を認めてください（optional）",
    }),
  ];
}

/** A day that does not begin a span of that kind. */
const NOT_FIRST: Partial<Record<JudgedField["meta"]["kind"], string>> = {
  month: "day(value) <> 1",
  quarter: "day(value) <> 1 or month(value) not in (1, 4, 7, 10)",
  fiscal_year: "day(value) <> 1 or month(value) <> 4",
};

async function unfitRows(
  ledger: Warehouse,
  {source}: Contract,
  {storedName, meta}: JudgedField,
): Promise<{withoutValue: number; notFirst: number}> {
  const [row] = await ledger.rows(
    `select count(*) filter (value is null)::integer as without_value,
       count(*) filter (${NOT_FIRST[meta.kind] ?? "false"})::integer as not_first
     from (select ${storedName} as value from raw.${source})`,
  );
  return {withoutValue: Number(row?.without_value), notFirst: Number(row?.not_first)};
}

/** Columns and whole sources that no contract has any more. Those that were left before are no news. */
function departures(stored: StoredColumn[], contracts: readonly Contract[]): Found[] {
  return stored.flatMap((column): Found[] => {
    const {source, name, noted} = column;
    const contract = contracts.find((each) => each.source === source);
    if (contract && judgedFields(contract).some(({storedName}) => storedName === name)) return [];
    const readers = modelsReading(source, name);
    if (readers.length > 0) return [{kind: "refused", refusal: stillRead(column, {contract, readers})}];
    return noted ? [{kind: "column_left", source, column: name}] : [];
  });
}

function stillRead(
  {source, name}: StoredColumn,
  {contract, readers}: {contract: Contract | undefined; readers: string[]},
): Refusal {
  return {
    where: `${contract ? `${contract.title}（${source}）` : source}の列 ${name}`,
    what: `契約からなくなりましたが、計算式がまだ読んでいます（${readers.join("、")}）`,
    remedy: "契約に列を戻すか、計算式から先に外してください",
  };
}

function refused(contract: Contract, {meta, storedName}: JudgedField, why: Omit<Refusal, "where">): Found {
  const where = `${contract.title}（${contract.source}）の列「${meta.headings[0]}」（${storedName}）`;
  return {kind: "refused", refusal: {where, ...why}};
}
