import {japaneseTime} from "../../schemas/japanese-day.ts";
import type {ReadLine} from "../../schemas/read-line.ts";
import {visibleLine} from "../../schemas/visible-text.ts";
import {terminalTable} from "./terminal-table.ts";

const COLUMNS = [
  {title: "行", align: "right"},
  {title: "日時", align: "left"},
  {title: "利用者", align: "left"},
  {title: "読んだもの", align: "left"},
] as const;

const LONGEST = 200;

/** Who read what, the latest last. */
export function readLinesText(lines: ReadLine[]): string {
  const rows = lines.map(({number, at, who, what}) => [
    String(number),
    at === "" ? "" : japaneseTime(new Date(at)),
    visibleLine(who),
    shortened(visibleLine(what)),
  ]);
  return `${terminalTable([...COLUMNS], rows).join("\n")}\n`;
}

function shortened(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
