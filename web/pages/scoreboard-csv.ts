import {csvCell} from "../../reports/values/csv-cell.ts";
import {spreadsheetText} from "../../reports/values/spreadsheet-text.ts";
import {type Route, type SignedVisit, signedRoute} from "../visit.ts";
import {type BoardPlace, noteBoard, withBoard} from "./board-place.ts";

export const routes: Route[] = [
  signedRoute("get", "/scoreboard.csv", "signed_in", (visit) => withBoard(visit, boardCsv)),
];

/** What is seen, as Excel opens it: with a mark of UTF-8, and nothing that it would take for a formula. */
function boardCsv(visit: SignedVisit, {board}: BoardPlace): Response {
  noteBoard(visit, "window:scoreboard.csv", board);
  const head = [
    "指標",
    "課題",
    "基準値",
    "基準年度",
    "最新の値",
    "年度",
    "速報・改定",
    "必要水準",
    "目標",
    "単位",
    "状況",
    "途中の値",
    "年度末見込み",
    "見込みの状況",
  ];
  const rows = board.groups
    .flatMap(({rows}) => rows)
    .map((row) => [
      row.name,
      row.label,
      row.base,
      row.baseFrom === "" ? row.baseYear : `${row.baseFrom}–${row.baseYear}`,
      row.value,
      row.valueYear,
      row.mark,
      row.required,
      `${row.target.lead}${row.target.rest}`,
      row.unit,
      row.status.word,
      row.toDate?.value ?? "",
      row.yearEnd?.value ?? "",
      row.yearEnd?.status.word ?? "",
    ]);
  const origin = [
    `公開版 ${board.releaseId}　${board.quarterName}${board.isSample ? "　見本データ（実在の値ではありません）" : ""}`,
  ];
  const text = [origin, head, ...rows]
    .map((cells) => cells.map((cell) => csvCell(spreadsheetText(cell))).join(","))
    .join("\r\n");
  return visit.context.body(`﻿${text}\r\n`, 200, {
    "content-type": "text/csv; charset=utf-8",
    "content-disposition": `attachment; filename="scoreboard_${board.quarter}_${board.releaseId}.csv"`,
  });
}
