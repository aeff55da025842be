import {tooManyOf} from "./sheet-budget.ts";

/**
 * A reader of the XML that office programs write: tags and texts in order, no entities of its own (a document type is
 * refused), prefixes of namespaces dropped. The text is one byte a character (latin1); `textOf` makes it Unicode.
 */
export interface XmlVisitor {
  open(name: string, attributes: string): void;
  close(name: string): void;
  text(raw: string): void;
}

/** Throws when tags are not closed as they should be. An empty tag is opened and closed. */
export function scanXml(xml: string, visitor: XmlVisitor): void {
  let at = 0;
  let depth = 0;
  while (at < xml.length) {
    const start = xml.indexOf("<", at);
    if (start === -1) break;
    if (start > at && depth > 0) visitor.text(xml.slice(at, start));
    const second = xml.charCodeAt(start + 1);
    if (second === QUESTION || second === EXCLAMATION) {
      at = skipSpecial(xml, start, visitor);
      continue;
    }
    const end = tagEnd(xml, start);
    const isEmpty = xml.charCodeAt(end - 1) === SLASH;
    if (second === SLASH) {
      depth -= 1;
      visitor.close(localName(xml, start + 2, end));
    } else {
      const name = localName(xml, start + 1, end);
      visitor.open(name, xml.slice(start + 1, isEmpty ? end - 1 : end));
      if (isEmpty) visitor.close(name);
      else depth += 1;
    }
    at = end + 1;
  }
  if (depth !== 0) throw new Error("XML ends within a tag");
}

const QUESTION = 0x3f;
const EXCLAMATION = 0x21;
const SLASH = 0x2f;
const COLON = 0x3a;
const SPACE = 0x20;
const EQUALS = 0x3d;
const DOUBLE_QUOTE = 0x22;
const SINGLE_QUOTE = 0x27;

/** Comments and instructions are passed over, CDATA is text; returns where to go on. */
function skipSpecial(xml: string, start: number, visitor: XmlVisitor): number {
  if (xml.startsWith("<!--", start)) return after(xml, "-->", start);
  if (xml.startsWith("<?", start)) return after(xml, "?>", start);
  if (!xml.startsWith("<![CDATA[", start)) throw new Error("XML with a document type");
  const end = after(xml, "]]>", start);
  visitor.text(xml.slice(start + 9, end - 3).replaceAll("&", "&amp;"));
  return end;
}

function after(xml: string, mark: string, from: number): number {
  const at = xml.indexOf(mark, from);
  if (at === -1) throw new Error(`XML without ${mark}`);
  return at + mark.length;
}

/** Index of the tag's ">", which may stand in a quoted value before: what was looked at is not looked at again. */
function tagEnd(xml: string, start: number): number {
  for (let at = start; ; ) {
    const end = indexOr(xml, ">", at);
    const quote = openQuote(xml, at, end);
    if (quote === -1) return end;
    at = indexOr(xml, xml.charAt(quote), quote + 1) + 1;
  }
}

function indexOr(xml: string, wanted: string, from: number): number {
  const index = xml.indexOf(wanted, from);
  if (index === -1) throw new Error("XML ends within a tag");
  return index;
}

/** Index of the quote that is not closed before `end`; -1 for none. */
function openQuote(xml: string, start: number, end: number): number {
  let open = -1;
  for (let at = start; at < end; at += 1) {
    const code = xml.charCodeAt(at);
    if (open === -1 && (code === DOUBLE_QUOTE || code === SINGLE_QUOTE)) open = at;
    else if (open !== -1 && code === xml.charCodeAt(open)) open = -1;
  }
  return open;
}

function localName(xml: string, start: number, end: number): string {
  let from = start;
  let to = start;
  for (; to < end; to += 1) {
    const code = xml.charCodeAt(to);
    if (code === COLON) from = to + 1;
    else if (code <= SPACE || code === SLASH) break;
  }
  return xml.slice(from, to);
}

/** Value of an attribute, prefixes counted as part of the name; undefined when it is not there. Blanks around "=" are none. */
export function attribute(tag: string, name: string): string | undefined {
  return findAttribute(tag, (from, to) => to - from === name.length && tag.startsWith(name, from));
}

/** Value of an attribute of another namespace (r:id), whatever its prefix. */
export function prefixedAttribute(tag: string, name: string): string | undefined {
  return findAttribute(tag, (from, to) => tag.slice(from, to).endsWith(`:${name}`));
}

function findAttribute(tag: string, isWanted: (from: number, to: number) => boolean): string | undefined {
  let at = nameEnd(tag, 0);
  while (true) {
    const equals = tag.indexOf("=", at);
    if (equals === -1) return undefined;
    const open = skipBlanks(tag, equals + 1);
    const quote = tag.charCodeAt(open);
    const isQuoted = quote === DOUBLE_QUOTE || quote === SINGLE_QUOTE;
    const start = isQuoted ? open + 1 : open;
    const close = isQuoted ? tag.indexOf(quote === DOUBLE_QUOTE ? '"' : "'", start) : nameEnd(tag, start);
    if (close === -1) throw new Error("an attribute without its end");
    const from = skipBlanks(tag, at);
    if (isWanted(from, nameEnd(tag, from))) return textOf(tag.slice(start, close));
    at = close + 1;
  }
}

function skipBlanks(tag: string, from: number): number {
  let at = from;
  while (tag.charCodeAt(at) <= SPACE) at += 1;
  return at;
}

function nameEnd(tag: string, from: number): number {
  let at = from;
  while (at < tag.length && tag.charCodeAt(at) > SPACE && tag.charCodeAt(at) !== EQUALS) at += 1;
  return at;
}

const NAMED: Record<string, string> = {amp: "&", lt: "<", gt: ">", quot: '"', apos: "'"};

/** Letters of one text of a workbook: thirty times what Excel lets stand in a cell. */
const LONGEST_TEXT = 1_000_000;

/** Unicode text of a raw piece: UTF-8, character references. UserError for one longer than any. */
export function textOf(raw: string): string {
  if (raw.length > LONGEST_TEXT) throw tooManyOf("1つの文字列の文字", LONGEST_TEXT);
  const text = /[\x80-\xff]/.test(raw) ? utf8.decode(Buffer.from(raw, "latin1")) : raw;
  if (!text.includes("&")) return text;
  return text.replace(/&(?:#x([0-9a-fA-F]{1,6})|#([0-9]{1,7})|([a-z]+));/g, (all, hex, decimal, name) => {
    if (name) return NAMED[name] ?? all;
    return String.fromCodePoint(hex ? Number.parseInt(hex, 16) : Number(decimal));
  });
}

const utf8 = new TextDecoder("utf-8", {fatal: true});
