import {type Cell, Workbook, type Worksheet} from "@cj-tech-master/excelts";
import {type InputRule, validationOf} from "./workbook-rules.ts";
import {CELL_STYLES, type CellRole} from "./workbook-styles.ts";

/** A value as it stands in a sheet. Text is always text: "=1+1" is shown, never computed. A Date is a day at UTC midnight. */
type CellValue = string | number | boolean | Date | null;

interface SheetCell {
  /** With a formula: its result for the sheet as it is written. */
  value: CellValue;
  /** Without the equals sign. Only of our own making: nothing that a file says stands in one. */
  formula?: string;
  /** "body" where nothing is said. */
  role?: CellRole;
  /** Excel number format such as "#,##0.0" or "@" (stays text when it is typed over). */
  format?: string;
  /** Comment that opens when the pointer rests on the cell. */
  note?: string;
}

export interface SheetDescription {
  name: string;
  rows: readonly (readonly (SheetCell | CellValue)[])[];
  /** In characters, column by column; what is left out keeps Excel's width. */
  columnWidths?: readonly number[];
  /** Number format of whole columns, for cells that are still empty. */
  columnFormats?: readonly (string | undefined)[];
  /** Heights in points by row number from 1. */
  rowHeights?: Readonly<Record<number, number>>;
  /** Ranges like "A1:C1". */
  merges?: readonly string[];
  /** Rows at the top and columns at the left that stay in sight. */
  frozen?: {rows?: number; columns?: number};
  rules?: readonly InputRule[];
  /** Range with sort and filter buttons, like "A3:F40". */
  filter?: string;
  print?: {
    /** Range like "A1:C40". */
    /** Range like "A1:C40". */
    area?: string;
    landscape?: boolean;
    titleRows?: string;
    fitToWidth?: boolean;
    /** Stands below every printed page, with the page's number beside it. */
    footer?: string;
  };
  isHidden?: boolean;
}

export interface WorkbookDescription {
  title: string;
  sheets: readonly SheetDescription[];
  /** Names of ranges: name → "シート!$A$1:$B$2". */
  names?: Readonly<Record<string, string>>;
}

/** The one door to the library that writes workbooks. Equal descriptions are equal bytes: no clock, no user, no chance. */
export async function workbookBytes({title, sheets, names = {}}: WorkbookDescription): Promise<Uint8Array> {
  const workbook = new Workbook();
  Object.assign(workbook, {title, creator: "kaikaku", lastModifiedBy: "kaikaku"});
  workbook.created = FIXED_DAY;
  workbook.modified = FIXED_DAY;
  for (const sheet of sheets) addSheet(workbook, sheet);
  for (const [name, range] of Object.entries(names)) workbook.definedNames.add(range, name);
  return workbook.xlsx.writeBuffer({zip: {modTime: FIXED_LOCAL_DAY}});
}

const FIXED_DAY = new Date("2000-01-01T00:00:00Z");
/** Archives hold local time without its zone. */
const FIXED_LOCAL_DAY = new Date(2000, 0, 1);

function addSheet(workbook: Workbook, sheet: SheetDescription): void {
  const {name, isHidden = false, frozen, print, filter} = sheet;
  const target = workbook.addWorksheet(sheetName(name), {state: isHidden ? "hidden" : "visible"});
  layOutColumns(target, sheet);
  for (const [rowIndex, cells] of sheet.rows.entries())
    for (const [columnIndex, cell] of cells.entries())
      if (cell !== null) fill(target.getCell(rowIndex + 1, columnIndex + 1), cell);
  for (const [row, height] of Object.entries(sheet.rowHeights ?? {}))
    target.getRow(Number(row)).height = height;
  for (const range of sheet.merges ?? []) target.mergeCells(range);
  for (const rule of sheet.rules ?? []) target.dataValidations.add(`range:${rule.range}`, validationOf(rule));
  if (frozen) target.views = [{state: "frozen", ySplit: frozen.rows ?? 0, xSplit: frozen.columns ?? 0}];
  if (filter) target.autoFilter = filter;
  setUpPage(target, print ?? {});
}

function layOutColumns(target: Worksheet, {columnWidths = [], columnFormats = []}: SheetDescription): void {
  for (const [index, width] of columnWidths.entries()) target.getColumn(index + 1).width = width;
  for (const [index, numFmt] of columnFormats.entries())
    if (numFmt) target.getColumn(index + 1).style = {...CELL_STYLES.plain, numFmt};
}

function fill(target: Cell, cell: SheetCell | CellValue): void {
  const {value, formula, role = "body", format, note} = isDescribed(cell) ? cell : {value: cell};
  const shown = typeof value === "string" ? cellText(value) : value;
  target.value = formula === undefined || shown === null ? shown : {formula, result: shown};
  const numFmt = format ?? usualFormat(value);
  target.style = {...CELL_STYLES[role], ...(numFmt && {numFmt})};
  if (note) target.note = note;
}

function usualFormat(value: CellValue): string | undefined {
  if (value instanceof Date) return "yyyy/m/d";
  return typeof value === "string" && /^[=+\-@]/.test(value) ? "@" : undefined;
}

function isDescribed(cell: SheetCell | CellValue): cell is SheetCell {
  return cell !== null && typeof cell === "object" && !(cell instanceof Date);
}

export const LONGEST_TEXT = 32_767;

/**
 * What a cell can hold: Excel calls a file with longer text, or with half a character, damaged. Signs that XML changes or does
 * not know are written as Excel writes them (_x000D_), and so is what would be taken for one.
 */
function cellText(text: string): string {
  return text
    .slice(0, LONGEST_TEXT)
    .toWellFormed()
    .replace(/_(?=x[0-9A-Fa-f]{4}_)|(?![\t\n])[\p{Cc}\ufffe\uffff]/gu, (sign) => {
      const code = sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0");
      return `_x${code}_`;
    });
}

const LONGEST_NAME = 31;

/** A range of a sheet as formulas name it. */
export function inSheet(name: string, range: string): string {
  return `'${sheetName(name).replaceAll("'", "''")}'!${range}`;
}

function sheetName(name: string): string {
  return name.replace(/[[\]:*?/\\]/g, "・").slice(0, LONGEST_NAME);
}

function setUpPage(target: Worksheet, print: NonNullable<SheetDescription["print"]>): void {
  Object.assign(target.pageSetup, {
    paperSize: A4,
    orientation: print.landscape ? "landscape" : "portrait",
    ...(print.fitToWidth !== false && {fitToPage: true, fitToWidth: 1, fitToHeight: 0}),
    // The library fixes the columns only; without fixed rows other programs print everything.
    ...(print.area && {printArea: print.area.replaceAll(/(?<=[A-Z])(?=\d)/g, "$")}),
    ...(print.titleRows && {printTitlesRow: print.titleRows}),
  });
  if (print.footer) target.headerFooter.oddFooter = `&L${print.footer.replaceAll("&", "&&")}&R&P / &N`;
}

const A4 = 9;
