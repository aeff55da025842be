import {UserError} from "../../../../schemas/errors.ts";
import type {Recalculation} from "../cell-states.ts";
import type {Remark} from "../remark.ts";
import {partText} from "./part-text.ts";
import {type Relation, relations} from "./relations.ts";
import {sheetRemarks, smallParts, workbookRemarks} from "./remarks.ts";
import {readSheet, type SheetCells, type WorkbookParts} from "./sheet.ts";
import {readSharedStrings, readStyles} from "./styles.ts";
import {attribute, prefixedAttribute, scanXml} from "./xml.ts";
import {partName, type Zip} from "./zip.ts";

export interface WorkbookSheet {
  name: string;
  isHidden: boolean;
  /** Unpacked and read when asked for. */
  read(): SheetCells & {remarks: Remark[]};
}

/** A workbook's sheets, and what it says of the results of their formulas. */
export interface OpenedWorkbook {
  sheets: WorkbookSheet[];
  recalculation: Recalculation;
  /** Said of the whole workbook. */
  remarks: Remark[];
}

/**
 * The sheets of an .xlsx or .xlsm file. Only worksheets, their texts and formats are opened, and the texts of headers,
 * comments and shapes: no macro, link or query is looked at, no formula is computed. Throws when the file is damaged, or is
 * another kind of zip file.
 */
export function openWorkbook(zip: Zip): OpenedWorkbook {
  const path = workbookPath(zip);
  const parts = relations(zip, path);
  const index = mustRead(zip, [path]);
  const {sheets, is1904, recalculation} = readIndex(index);
  const small = smallParts(zip);
  let shared: WorkbookParts | undefined;
  const textsAndStyles = () => {
    shared ??= {...readParts(zip, path, parts), is1904};
    return shared;
  };
  const opened = sheets.flatMap(({name, isHidden, id}, at) => {
    const relation = parts.find((each) => each.id === id);
    if (!relation && parts.length > 0) throw new Error("a sheet is missing");
    if (relation && !relation.type.endsWith("/worksheet")) return [];
    const targets = relation?.targets ?? [beside(path, `worksheets/sheet${at + 1}.xml`)];
    const target = targets.find((one) => has(zip, one)) ?? "";
    const read = () => {
      const xml = mustRead(zip, targets);
      return {...readSheet(xml, textsAndStyles()), remarks: sheetRemarks(small, {path: target, xml})};
    };
    return [{name, isHidden, target, read}];
  });
  refuseSharedParts(opened.map(({target}) => partName(target)));
  return {sheets: opened, recalculation, remarks: workbookRemarks(small, index)};
}

/** A small part that a thousand sheets name would be read a thousand times: no program writes that. UserError, so that no other reader tries it. */
function refuseSharedParts(targets: string[]): void {
  const named = targets.filter((target) => target !== "");
  if (new Set(named).size < named.length) throw sharedParts();
}

export function sharedParts(): UserError {
  return new UserError(
    "Excelファイルの作りが壊れています（いくつものシートが、中の同じ部品を指しています）。Excelで開いて「.xlsx」で保存し直すか、送り直してもらってください。",
  );
}

const USUAL_PATH = "xl/workbook.xml";

/** What the file names as its document, or what bears the usual name. */
export function workbookPath(zip: Zip): string {
  const named = relations(zip, "").find(({type}) => type.endsWith("/officeDocument"));
  return [...(named?.targets ?? []), USUAL_PATH].find((target) => has(zip, target)) ?? USUAL_PATH;
}

function has({names}: Zip, target: string): boolean {
  return names.includes(partName(target));
}

/** Formats and texts are optional parts: a file without them has none. */
function readParts(zip: Zip, path: string, parts: Relation[]): Omit<WorkbookParts, "is1904"> {
  const find = (kind: string) => {
    const named = parts.find(({type}) => type.endsWith(`/${kind}`))?.targets ?? [];
    return [...named, beside(path, `${kind}.xml`)].find((target) => has(zip, target));
  };
  const [strings, styles] = [find("sharedStrings"), find("styles")];
  return {
    strings: strings ? readSharedStrings(mustRead(zip, [strings])) : [],
    ...(styles ? readStyles(mustRead(zip, [styles])) : {meanings: [], shown: []}),
  };
}

function beside(path: string, name: string): string {
  return path.slice(0, path.lastIndexOf("/") + 1) + name;
}

function mustRead(zip: Zip, targets: string[]): string {
  const content = targets.map((target) => zip.read(target)).find((found) => found !== undefined);
  if (!content) throw new Error(`${targets[0]} is missing`);
  return partText(content);
}

interface SheetEntry {
  name: string;
  isHidden: boolean;
  id: string;
}

interface Index {
  sheets: SheetEntry[];
  is1904: boolean;
  recalculation: Recalculation;
}

function readIndex(xml: string): Index {
  const sheets: SheetEntry[] = [];
  let is1904 = false;
  let recalculation: Recalculation = "unsaid";
  scanXml(xml, {
    open: (tag, attributes) => {
      if (tag === "workbookPr") is1904 = /^(1|true)$/.test(attribute(attributes, "date1904") ?? "");
      if (tag === "calcPr") recalculation = recalculationOf((name) => attribute(attributes, name));
      if (tag !== "sheet") return;
      const state = attribute(attributes, "state") ?? "visible";
      sheets.push({
        name: attribute(attributes, "name") ?? "",
        isHidden: state !== "visible",
        id: prefixedAttribute(attributes, "id") ?? "",
      });
    },
    close: () => {},
    text: () => {},
  });
  return {sheets, is1904, recalculation};
}

/** What the attributes of calcPr say. */
export function recalculationOf(attributeOf: (name: string) => string | undefined): Recalculation {
  const isOpen =
    /^(1|true)$/.test(attributeOf("fullCalcOnLoad") ?? "") ||
    /^(0|false)$/.test(attributeOf("calcCompleted") ?? "");
  return isOpen ? "to_be_computed" : "computed";
}
