import type {Borders, Style} from "@cj-tech-master/excelts";

/** What a cell is for; how that looks is decided here, once for every workbook. */
export type CellRole =
  | "title"
  | "heading"
  | "body"
  | "number"
  | "wrapped"
  | "bad"
  | "reason"
  | "example"
  | "note"
  | "total"
  | "totalNumber"
  | "plain";

const FONT = {name: "BIZ UDPゴシック", size: 10.5, family: 3, charset: 128};
const LINE = {style: "thin", color: {argb: "FFA6A6A6"}} as const;
const BOX: Partial<Borders> = {top: LINE, left: LINE, bottom: LINE, right: LINE};
const TOP = {vertical: "top"} as const;

export const CELL_STYLES: Record<CellRole, Partial<Style>> = {
  title: {font: {...FONT, size: 14, bold: true}},
  heading: {
    font: {...FONT, bold: true},
    fill: filled("FFE7ECF3"),
    border: BOX,
    alignment: {horizontal: "center", vertical: "middle", wrapText: true},
  },
  body: {font: FONT, border: BOX, alignment: TOP},
  number: {font: FONT, border: BOX, alignment: {...TOP, horizontal: "right"}},
  wrapped: {font: FONT, border: BOX, alignment: {...TOP, wrapText: true}},
  bad: {
    font: {...FONT, bold: true, color: {argb: "FF9C0006"}},
    fill: filled("FFFFC7CE"),
    border: BOX,
    alignment: TOP,
  },
  reason: {
    font: {...FONT, color: {argb: "FF9C0006"}},
    fill: filled("FFFFF2F2"),
    border: BOX,
    alignment: {...TOP, wrapText: true},
  },
  example: {font: {...FONT, italic: true, color: {argb: "FF595959"}}, fill: filled("FFF2F2F2"), border: BOX},
  note: {font: {...FONT, size: 9, color: {argb: "FF404040"}}, alignment: TOP},
  total: {font: {...FONT, bold: true}, fill: filled("FFF2F2F2"), border: BOX},
  totalNumber: {
    font: {...FONT, bold: true},
    fill: filled("FFF2F2F2"),
    border: BOX,
    alignment: {horizontal: "right"},
  },
  plain: {font: FONT, alignment: TOP},
};

function filled(argb: string) {
  return {type: "pattern", pattern: "solid", fgColor: {argb}} as const;
}
