import {someOf} from "./some-of.ts";

/** The same wrong thing in one column, over all files that are told of together. */
export interface FaultGroup {
  heading: string;
  /** Null where it is withheld (staff numbers) or where the whole row is meant. */
  cell: string | null;
  /** What is wrong with it and what to write instead. */
  reason: string;
  row_count: number;
  file_count: number;
  /** Where it is met first: "2行目", or "時間外_4月.csv 2行目" when several files are told of. */
  first_places: string[];
}

const SHOWN = 10;

/** A line a group, the most frequent first; the rest is counted. */
export function faultLines(groups: FaultGroup[]): string[] {
  const left = groups.slice(SHOWN);
  const rows = left.reduce((sum, {row_count}) => sum + row_count, 0);
  return [
    ...groups.slice(0, SHOWN).map(faultLine),
    ...(left.length > 0
      ? [
          `ほか${count(left.length)}種類の誤りが${count(rows)}行（npx kaikaku reply で作るExcelに全部あります）`,
        ]
      : []),
  ];
}

function faultLine({heading, reason, row_count, file_count, first_places}: FaultGroup): string {
  const [first = ""] = first_places;
  if (row_count === 1) return `${first}「${heading}」: ${reason}`;
  const files = file_count > 1 ? `、${count(file_count)}ファイル` : "";
  const where = someOf(first_places, row_count, "行");
  return `「${heading}」${count(row_count)}行${files}: ${reason}（${where}）`;
}

function count(value: number): string {
  return value.toLocaleString("ja-JP");
}
