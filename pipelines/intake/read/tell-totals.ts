import {shownCell} from "../../../schemas/shown-cell.ts";
import {someOf} from "../../../schemas/some-of.ts";
import {answerAmong, type Hold, question} from "../../ledger/hold.ts";
import {type AmountRow, disagreements} from "./control-totals.ts";
import {plain} from "./grid.ts";
import {isTotal, type KeyField, type Label, labelBeside, labelling, labelOf} from "./row-labels.ts";
import {suspectedSums} from "./suspected-sums.ts";

/** The rows of one table (or of one of the blocks side by side) before it is known which of them repeat others. */
export interface UntoldRows {
  rows: AmountRow[];
  /** One for each key. */
  fields: KeyField[];
  grain: string[];
  /** In how many of the smallest unit the table counts: 1,000 for one in thousands. */
  unit: number;
  /** What stands in columns of the row that are not read. */
  besideOf: (row: number) => string[];
  placeOf: (row: number) => string;
  /** "シート「R2」9行目の令和2年4月" */
  amountPlace: (row: number, amount: number) => string;
  amountText: (amount: number, value: number) => string;
  answers: string[];
}

export interface ToldTotals {
  /** Rows that are left out. */
  totals: Set<number>;
  holds: Hold[];
}

const AS_TOTAL = "合計";
const AS_RECORD = "明細";
const SHOWN = 3;
/** What is wrong in more totals than that is wrong in the same way; comparing each with all rows takes its time. */
const MOST_COMPARED = 20;

/**
 * Which rows are totals. What words and arithmetic agree on is left out; where arithmetic denies what a word says, the
 * file is held; where the label could be the name of something, or where arithmetic speaks alone, it is asked.
 */
export function tellTotals(table: UntoldRows): ToldTotals {
  const labelOfRow = labelling(table.fields);
  const labels = table.rows.map(
    (row, index) => labelOfRow(row) ?? labelBeside(row, table.fields, table.besideOf(index)),
  );
  const told: Telling = {totals: new Set(), holds: [], uncompared: 0};
  const isSaid = (index: number) => isTotal(labels[index]);
  const records = table.rows.filter((_, index) => !isSaid(index));
  let [after, afterPrevious] = [0, 0];
  for (const index of table.rows.keys()) {
    const label = labels[index];
    if (!isSaid(index) || label === undefined) {
      after += 1;
      continue;
    }
    let next = index + 1;
    while (next < table.rows.length && !isSaid(next)) next += 1;
    judgeSaid(told, table, {
      index,
      label,
      records,
      after,
      afterPrevious,
      beforeNext: after + next - index - 1,
    });
    afterPrevious = after;
  }
  askAboutSums(told, table, {labels, isSaid});
  const {totals, holds, uncompared} = told;
  const rest: Hold[] =
    uncompared === 0
      ? []
      : [
          {
            kind: "control_total",
            text: `ほかに合計のような行が${uncompared.toLocaleString("ja-JP")}行あり、上のものが直るまで突き合わせていません`,
          },
        ];
  return {totals, holds: [...holds, ...rest]};
}

interface Telling extends ToldTotals {
  /** Rows that are no more looked at, because enough is wrong. */
  uncompared: number;
}

/** "合計の行3行（5行目、9行目ほか）は除外"; nothing where there are none. */
export function toldTotals(places: string[]): string[] {
  if (places.length === 0) return [];
  return [`合計の行${places.length}行（${someOf(places.slice(0, SHOWN), places.length, "行")}）は除外`];
}

interface Said {
  index: number;
  label: Label;
  records: AmountRow[];
  after: number;
  afterPrevious: number;
  beforeNext: number;
}

function judgeSaid(told: Telling, table: UntoldRows, {index, label, records, ...place}: Said): void {
  const row = table.rows[index] as AmountRow;
  const isOpen = row.keys.map((key, at) => key === "" || isTotal(labelOf(key, table.fields[at] as KeyField)));
  if (label.word === "beside") {
    leaveOutOrAsk(told, table, {index, label});
    return;
  }
  if (told.holds.length >= MOST_COMPARED && !label.isFree) {
    told.totals.add(index);
    told.uncompared += 1;
    return;
  }
  const total = {...row, ...place, isOpen, label: label.text};
  const found = disagreements(total, records, table.unit > 1 ? table.unit / 2 : 0);
  const isNamed =
    label.isFree && label.word === "phrase" && (found.length > 0 || /うち|^内数/.test(label.text));
  if (isNamed) {
    const what = `${table.placeOf(index)}の「${shownCell(label.text)}」は、合計のようですが内訳を足した数と同じではありません`;
    ask(told, table, {index, what});
    return;
  }
  told.totals.add(index);
  for (const {index: amount, stated, summed} of found) {
    const [said, sum] = [stated, summed].map((value) => table.amountText(amount, value));
    const text = `${table.amountPlace(index, amount)}: 「${shownCell(label.text)}」は${said}ですが、内訳を足すと${sum}です`;
    told.holds.push({kind: "control_total", text});
  }
}

/** 前年度 or 目標 is no record; where it could be the name of one, it is asked. */
function leaveOutOrAsk(
  told: Telling,
  table: UntoldRows,
  {index, label}: {index: number; label: Label},
): void {
  const what = `${table.placeOf(index)}の「${shownCell(label.text)}」は、1件の実績ではないようです`;
  if (label.isFree) ask(told, table, {index, what});
  else told.totals.add(index);
}

/** Until it is answered the row counts as a record; nothing of the file counts before. */
function ask(told: Telling, {answers}: UntoldRows, {index, what}: {index: number; what: string}): void {
  const asked = question(what, {[AS_TOTAL]: "合計など（除きます）", [AS_RECORD]: "1件の実績（数えます）"});
  if (told.holds.length < MOST_COMPARED) told.holds.push(asked);
  else told.uncompared += 1;
  if (answerAmong(asked.answers, answers) === AS_TOTAL) told.totals.add(index);
}

function askAboutSums(
  told: Telling,
  table: UntoldRows,
  {labels, isSaid}: {labels: (Label | undefined)[]; isSaid: (index: number) => boolean},
): void {
  const {rows, fields, grain, unit} = table;
  const isFree = fields.map(
    ({name, meta, schema}) =>
      grain.includes(name) && meta.kind === "text" && schema.safeParse(AS_TOTAL).success,
  );
  if (!isFree.some(Boolean)) return;
  const isGroup = fields.map(({name, meta}, key) => grain.includes(name) && !isFree[key] && !meta.optional);
  const untold = [...rows.keys()].filter((index) => !isSaid(index));
  const grouped = untold.map((index) => {
    const row = rows[index] as AmountRow;
    const group = row.keys.filter((_, key) => isGroup[key]).join("\u0000");
    return {...row, group, isHinted: labels[index] !== undefined};
  });
  for (const {index, addends} of suspectedSums(grouped, unit)) {
    const row = untold[index] as number;
    const name = rows[row]?.keys.find((_, key) => isFree[key]) ?? "";
    const what = `${table.placeOf(row)}の「${shownCell(plain(name))}」の数は、ほかの${addends}行を足した数と同じです`;
    ask(told, table, {index: row, what});
  }
}
