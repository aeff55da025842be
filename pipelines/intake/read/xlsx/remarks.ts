import {headerTexts, type Remark, withoutAuthor} from "../remark.ts";
import {commentsInRecords, headersInRecords} from "./binary-remarks.ts";
import {partText} from "./part-text.ts";
import {relations} from "./relations.ts";
import {cellString} from "./styles.ts";
import {attribute, scanXml} from "./xml.ts";
import {partName, type Zip} from "./zip.ts";

const HEADER = /<(?:[\w.-]+:)?(?:odd|even|first)(Header|Footer)(?=[\s>])[^<>]{0,200}>([^<]{0,2000})(?=<)/g;
const RULE = /<(?:[\w.-]+:)?dataValidation(?=[\s>])[^<>]{0,4000}>/g;
const NAME = /<(?:[\w.-]+:)?definedName(?=[\s>])[^<>]{0,2000}>/g;
const PROPERTY =
  /<(?:[\w.-]+:)?(?:title|subject|description|keywords)(?=[\s>])[^<>]{0,200}>([^<]{1,2000})(?=<)/g;

/** Bytes of all parts with remarks of a workbook: more is not written by hand, and sheets may name one part again and again. */
const MOST_BYTES = 2 * 1024 * 1024;

/** The parts beside the sheets, as long as they are small together. */
interface SmallParts {
  zip: Zip;
  bytesOf: (name: string) => Buffer;
  textOf: (name: string) => string;
}

/** What of such a part cannot be read is none: no number depends on it. */
export function smallParts(zip: Zip): SmallParts {
  let left = MOST_BYTES;
  const bytesOf = (name: string) => {
    const content = left > 0 ? zip.read(name) : undefined;
    left -= content?.length ?? 0;
    return content && left >= 0 ? content : Buffer.alloc(0);
  };
  const textOf = (name: string) => orNone(() => partText(bytesOf(name)), "");
  return {zip, bytesOf: (name) => orNone(() => bytesOf(name), Buffer.alloc(0)), textOf};
}

function orNone<T>(read: () => T, none: T): T {
  try {
    return read();
  } catch {
    return none;
  }
}

const SHEET = /^xl\/worksheets\/[^/]+\.(xml|bin)$/;

/** Texts of all sheets of a workbook that only the library reads, binary or damaged; of which sheet they are is not told. */
export function looseRemarks(zip: Zip): Remark[] {
  const parts = smallParts(zip);
  return zip.names
    .filter((path) => SHEET.test(path))
    .flatMap((path) => orNone(() => looseSheetRemarks(parts, path), []));
}

function looseSheetRemarks(parts: SmallParts, path: string): Remark[] {
  const content = parts.zip.read(path) ?? Buffer.alloc(0);
  if (path.endsWith(".xml")) return sheetRemarks(parts, {path, xml: partText(content)});
  return [...headersInRecords(content), ...remarksOfParts(parts, path)];
}

/** Texts of headers, comments, shapes and rules of a sheet. */
export function sheetRemarks(parts: SmallParts, {path, xml}: {path: string; xml: string}): Remark[] {
  const tail = xml.slice(xml.lastIndexOf("sheetData>") + 1);
  const headers = [...tail.matchAll(HEADER)].flatMap(([, kind, code = ""]) =>
    headerTexts(cellString(code)).map(
      (text): Remark => ({where: "remark", place: kind === "Header" ? "ヘッダー" : "フッター", text}),
    ),
  );
  return [...headers, ...rulesIn(tail), ...remarksOfParts(parts, path)];
}

function remarksOfParts(parts: SmallParts, path: string): Remark[] {
  return partsOf(parts, path).flatMap((part) => remarksIn(parts, part));
}

/** Titles among the properties, and names of ranges that people gave. */
export function workbookRemarks({textOf}: SmallParts, xml: string): Remark[] {
  const named = [...xml.matchAll(NAME)].flatMap(([tag]) => [
    attribute(tag, "name"),
    attribute(tag, "comment"),
  ]);
  const names = named.flatMap((name) => (name === undefined || name.startsWith("_xlnm.") ? [] : [name]));
  const titles = [...textOf("docProps/core.xml").matchAll(PROPERTY)].map(([, text = ""]) => cellString(text));
  return [
    ...names.map((text): Remark => ({where: "property", place: "名前の定義", text})),
    ...titles.map((text): Remark => ({where: "property", place: "文書のプロパティ", text})),
  ];
}

function rulesIn(tail: string): Remark[] {
  const texts = [...tail.matchAll(RULE)].flatMap(([tag]) => [
    attribute(tag, "promptTitle"),
    attribute(tag, "prompt"),
  ]);
  return [...new Set(texts)].flatMap((text) =>
    text ? [{where: "property", place: "入力規則の説明", text}] : [],
  );
}

interface PartOfSheet {
  kind: string;
  path: string;
}

function partsOf({zip}: SmallParts, path: string): PartOfSheet[] {
  return relations(zip, path).flatMap(({type, targets}) => {
    const target = targets.find((each) => zip.names.includes(partName(each)));
    return target === undefined ? [] : [{kind: type.slice(type.lastIndexOf("/") + 1), path: target}];
  });
}

function remarksIn(parts: SmallParts, {kind, path}: PartOfSheet): Remark[] {
  switch (kind) {
    case "comments":
    case "threadedComment":
      if (path.endsWith(".bin")) return commentsInRecords(parts.bytesOf(path));
      return textsWithin(parts.textOf(path), ["comment", "threadedComment"]).map(({tag, text}) => ({
        where: "comment",
        place: `${attribute(tag, "ref") ?? ""}のコメント`,
        text: withoutAuthor(text),
      }));
    case "drawing":
      return [
        ...shapesIn(parts.textOf(path), "sp"),
        ...partsOf(parts, path).flatMap((part) =>
          part.kind === "chart" ? shapesIn(parts.textOf(part.path), "title") : [],
        ),
      ];
    default:
      return [];
  }
}

function shapesIn(xml: string, tag: string): Remark[] {
  return textsWithin(xml, [tag]).map(({text}) => ({where: "remark", place: "図形", text}));
}

/** The texts in tags of these names, each with its tag. */
function textsWithin(xml: string, names: string[]): {tag: string; text: string}[] {
  const found: {tag: string; raw: string}[] = [];
  let open: {tag: string; raw: string} | undefined;
  let isText = false;
  const visitor = {
    open: (name: string, tag: string) => {
      if (names.includes(name)) open = {tag, raw: ""};
      isText = name === "t" || name === "text";
    },
    close: (name: string) => {
      isText = false;
      if (open === undefined || !names.includes(name)) return;
      found.push(open);
      open = undefined;
    },
    text: (raw: string) => {
      if (isText && open) open.raw += raw;
    },
  };
  try {
    scanXml(xml, visitor);
  } catch {
    return [];
  }
  return found.map(({tag, raw}) => ({tag, text: cellString(raw).trim()})).filter(({text}) => text !== "");
}
