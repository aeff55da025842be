import {type Contract, fieldsOf} from "../../../schemas/contract.ts";
import {monthsOfPeriod} from "../../../schemas/period-months.ts";
import {periodName} from "../../../schemas/period-name.ts";
import {shownCell} from "../../../schemas/shown-cell.ts";
import {statement} from "../../catalog/sql-files.ts";
import {memoryOf} from "../../engine/memory-of.ts";
import type {Warehouse} from "../../engine/open.ts";
import {recordedFiles} from "../../ledger/recorded-files.ts";
import type {NewBatch} from "./earlier-batches.ts";

/** Fewer rows say nothing of what is usual. */
const FEWEST_ROWS = 20;
/** So many of the rows do not change their label from one list to the next. */
const MOST_MOVED = 0.5;
/** A label of so many people on the roster before does not go away. */
const FEWEST_LOST = 20;

/** How many rows have each label of a column; "" for a blank cell. */
type Shares = Map<string, number>;

interface LabelColumn {
  name: string;
  heading: string;
  /** Its labels are the contract's own; bureaus come and go. */
  isClosed: boolean;
  textOf: (label: string) => string;
}

/**
 * Columns of a list of people in which far more rows than before have one label (all of one bureau, all left), or in which
 * a label of many people of the roster before is gone: a column that slipped, or was filled down.
 */
export async function oddLabels(ledger: Warehouse, batch: NewBatch): Promise<string[]> {
  const {contract, batchId, periods} = batch;
  const first = periods.toSorted()[0];
  const columns = labelColumns(contract);
  if (first === undefined || columns.length === 0 || !contract.grain.includes("staff_number")) return [];
  const recorded = (await recordedFiles(ledger)).periodsOf(contract.source);
  const inForce = recorded.filter((one) => one.isInForce && !one.isCompacted && one.period < first);
  const former = inForce.at(-1)?.period;
  if (former === undefined) return [];
  const parts = inForce.filter(({period}) => period === former).map((one) => one.batchId);
  const mine = await sharesOf(ledger, {contract, columns, period: first, batchIds: [batchId]});
  const before = await sharesOf(ledger, {contract, columns, period: former, batchIds: parts});
  return columns.flatMap((column) => {
    const [shares, usual] = [mine.get(column.name), before.get(column.name)];
    if (!shares || !usual || rowsIn(shares) < FEWEST_ROWS || rowsIn(usual) < FEWEST_ROWS) return [];
    return oddColumn(contract, {column, shares, usual, period: first, former});
  });
}

function labelColumns(contract: Contract): LabelColumn[] {
  const codes = (contract.references ?? []).filter(({to}) => to === "bureau_code").map(({column}) => column);
  return fieldsOf(contract).flatMap(({name, meta: {kind, choices, headings, optional}}) => {
    const heading = headings[0] ?? name;
    const texts = new Map(Object.entries(choices).map(([text, label]) => [label, text]));
    const isClosed = kind === "choice";
    const column = {name, heading, isClosed, textOf: (label: string) => texts.get(label) ?? label};
    if (isClosed || codes.includes(name)) return [column];
    return kind === "day" && optional ? [{...column, textOf: () => ANY_DAY}] : [];
  });
}

const ANY_DAY = "日付";

interface OfPeriod {
  contract: Contract;
  columns: LabelColumn[];
  period: string;
  batchIds: number[];
}

async function sharesOf(
  ledger: Warehouse,
  {contract, columns, period, batchIds}: OfPeriod,
): Promise<Map<string, Shares>> {
  const shares = new Map(columns.map(({name}) => [name, new Map<string, number>()]));
  for (const batchId of batchIds)
    for (const {name, label, rows} of await labelsOf(ledger, {contract, columns, period, batchId})) {
      const [ofColumn, column] = [shares.get(name), columns.find((one) => one.name === name)];
      const text = label === null ? "" : (column?.textOf(label) ?? label);
      ofColumn?.set(text, (ofColumn.get(text) ?? 0) + rows);
    }
  return shares;
}

interface LabelCount {
  name: string;
  label: string | null;
  rows: number;
}

const labelsIn = memoryOf(() => new Map<string, LabelCount[]>());

async function labelsOf(
  ledger: Warehouse,
  {contract: {source}, columns, period, batchId}: Omit<OfPeriod, "batchIds"> & {batchId: number},
): Promise<LabelCount[]> {
  const key = `${batchId} ${period}`;
  const known = labelsIn(ledger).get(key);
  if (known) return known;
  const rows = await ledger.rows(statement("ledger.labels_of_batch"), {
    ...{source, batch_id: batchId, period},
    columns: JSON.stringify(columns.map(({name}) => name)),
  });
  const labels = rows.map(({name, label, rows}) => ({
    ...{name: String(name), label: label === null ? null : String(label), rows: Number(rows)},
  }));
  labelsIn(ledger).set(key, labels);
  return labels;
}

interface Compared {
  column: LabelColumn;
  shares: Shares;
  usual: Shares;
  period: string;
  former: string;
}

function oddColumn(
  contract: Contract,
  {column: {heading, isClosed}, shares, usual, period, former}: Compared,
): string[] {
  const [rows, usualRows] = [rowsIn(shares), rowsIn(usual)];
  const [name, formerName] = [period, former].map((day) => periodName(monthsOfPeriod(contract), day));
  const grown = [...shares]
    .map(([text, count]) => ({text, count, by: count / rows - (usual.get(text) ?? 0) / usualRows}))
    .filter(({by}) => by > 0)
    .sort((one, other) => other.by - one.by);
  const moved = grown.reduce((sum, {by}) => sum + by, 0);
  const [most] = grown;
  if (most && moved >= MOST_MOVED)
    return [
      `${name}の${heading}は${said(most.text)}が${percent(most.count, rows)}ですが、${formerName}は${percent(usual.get(most.text) ?? 0, usualRows)}です。列がずれていませんか`,
    ];
  const lost = [...usual].filter(([text, count]) => text !== "" && count >= FEWEST_LOST && !shares.has(text));
  if (contract.source !== "staff" || !isClosed || lost.length === 0) return [];
  const labels = lost.map(([text, count]) => `${said(text)}（${count.toLocaleString("ja-JP")}人）`);
  return [
    `${formerName}の${heading}にあった${labels.join("、")}が、${name}には一人もいません。列がずれていませんか`,
  ];
}

function said(text: string): string {
  return text === "" ? "空欄" : `「${shownCell(text)}」`;
}

function rowsIn(shares: Shares): number {
  return [...shares.values()].reduce((sum, count) => sum + count, 0);
}

function percent(part: number, of: number): string {
  return `${((100 * part) / of).toFixed(1)}%`;
}
