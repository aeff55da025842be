import {readSheet, type SheetCells, type WorkbookParts} from "./sheet.ts";
import {readSharedStrings, readStyles} from "./styles.ts";
import {attribute, scanXml} from "./xml.ts";
import {openZip, type Zip} from "./zip.ts";

export interface WorkbookSheet {
  name: string;
  isHidden: boolean;
  /** Unpacked and read when asked for. */
  read(): SheetCells;
}

/**
 * The sheets of an .xlsx or .xlsm file. Only worksheets, their texts and formats are opened: no macro, link, query or
 * object is looked at, no formula is computed. Throws when the file is damaged, or is another kind of zip file.
 */
export function openWorkbook(file: Buffer): WorkbookSheet[] {
  const zip = openZip(file);
  const workbookPath = relations(zip, "").find(({type}) => type.endsWith("/officeDocument"))?.target ?? "";
  const targets = relations(zip, workbookPath);
  const {sheets, is1904} = readIndex(part(zip, workbookPath));
  let parts: WorkbookParts | undefined;
  const sharedParts = () => {
    parts ??= {...readParts(zip, targets), is1904};
    return parts;
  };
  return sheets.flatMap(({name, isHidden, id}) => {
    const target = targets.find((relation) => relation.id === id);
    if (!target) throw new Error("a sheet is missing");
    if (!target.type.endsWith("/worksheet")) return [];
    return [{name, isHidden, read: () => readSheet(part(zip, target.target), sharedParts())}];
  });
}

function readParts(zip: Zip, targets: Relation[]): Omit<WorkbookParts, "is1904"> {
  const find = (kind: string) => targets.find(({type}) => type.endsWith(`/${kind}`))?.target;
  const [strings, styles] = [find("sharedStrings"), find("styles")];
  return {
    strings: strings ? readSharedStrings(part(zip, strings)) : [],
    meanings: styles ? readStyles(part(zip, styles)) : [],
  };
}

function part(zip: Zip, name: string): string {
  const content = zip.read(name);
  if (!content) throw new Error(`${name} is missing`);
  const mark = content.subarray(0, 2).toString("hex");
  if (mark === "fffe" || mark === "feff") throw new Error("XML in UTF-16");
  return content.toString("latin1");
}

interface Relation {
  id: string;
  type: string;
  target: string;
}

/** What a part refers to inside the file; links out of it are left where they are. */
function relations(zip: Zip, name: string): Relation[] {
  const slash = name.lastIndexOf("/");
  const folder = name.slice(0, slash + 1);
  const found: Relation[] = [];
  scanXml(part(zip, `${folder}_rels/${name.slice(slash + 1)}.rels`), {
    open: (tag, attributes) => {
      if (tag !== "Relationship" || attribute(attributes, "TargetMode") === "External") return;
      const target = attribute(attributes, "Target") ?? "";
      found.push({
        id: attribute(attributes, "Id") ?? "",
        type: attribute(attributes, "Type") ?? "",
        target: target.startsWith("/") ? target.slice(1) : resolved(folder + target),
      });
    },
    close: () => {},
    text: () => {},
  });
  return found;
}

function resolved(path: string): string {
  const parts: string[] = [];
  for (const piece of path.split("/"))
    if (piece === "..") parts.pop();
    else if (piece !== ".") parts.push(piece);
  return parts.join("/");
}

interface SheetEntry {
  name: string;
  isHidden: boolean;
  id: string;
}

function readIndex(xml: string): {sheets: SheetEntry[]; is1904: boolean} {
  const sheets: SheetEntry[] = [];
  let is1904 = false;
  scanXml(xml, {
    open: (tag, attributes) => {
      if (tag === "workbookPr") is1904 = /^(1|true)$/.test(attribute(attributes, "date1904") ?? "");
      if (tag !== "sheet") return;
      const id = /\s(?:[A-Za-z0-9]+:)id=["']([^"']*)["']/.exec(attributes)?.[1] ?? "";
      const state = attribute(attributes, "state") ?? "visible";
      sheets.push({name: attribute(attributes, "name") ?? "", isHidden: state !== "visible", id});
    },
    close: () => {},
    text: () => {},
  });
  return {sheets, is1904};
}
