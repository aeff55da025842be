import {japaneseTime} from "../../schemas/japanese-day.ts";
import {type SourceHistory, STANDINGS} from "../../schemas/source-history.ts";
import {visibleLine} from "../../schemas/visible-text.ts";
import {formatCount} from "../values/format.ts";
import {terminalTable} from "./terminal-table.ts";

/** A line for each file and period, the latest period first. */
export function sourceHistoryText({source_title, files}: SourceHistory): string {
  if (files.length === 0) return `${source_title}は、まだ届いていません。\n`;
  const rows = files.map((file) => [
    file.period_name,
    String(file.batch_id),
    japaneseTime(new Date(file.received_at)).slice(0, 16),
    formatCount(file.row_count),
    STANDINGS[file.standing],
    visibleLine(file.file_name),
    [file.decided_by ?? "", file.reason ?? ""]
      .filter((part) => part !== "")
      .map(visibleLine)
      .join("："),
  ]);
  const table = terminalTable(
    [
      {title: "期間", align: "left"},
      {title: "受付番号", align: "right"},
      {title: "受け付けた日時", align: "left"},
      {title: "行", align: "right"},
      {title: "状況", align: "left"},
      {title: "ファイル", align: "left"},
      {title: "判断した人と理由", align: "left"},
    ],
    rows,
  );
  return `${[`${source_title}の経過`, ...table].join("\n")}\n`;
}
