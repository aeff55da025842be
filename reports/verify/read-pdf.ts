import {getDocument, OPS, type PDFDocumentProxy, type PDFPageProxy} from "pdfjs-dist/legacy/build/pdf.mjs";
import {type FontUse, fontsUsed} from "./fonts-used.ts";
import {type Box, MM_PER_POINT} from "./page-box.ts";
import {type Painted, paintedAreas} from "./painted-area.ts";
import {pageAlternatives, pageRows, type TaggedText} from "./tagged-rows.ts";
import {withoutSpaces} from "./without-spaces.ts";

/** One run of text as the file carries it; millimetres from the left and the top of the page. */
interface TextRun extends Box {
  text: string;
}

export interface PdfPage extends Painted {
  width: number;
  height: number;
  /** All text without spaces, in the order of the file. */
  text: string;
  runs: TextRun[];
  /** Cells of every tagged table row with something on this page; without spaces. */
  rows: string[][];
  /** Alternative text of every figure; "" where there is none. */
  alternatives: string[];
  fonts: FontUse[];
  /** Whether the structure tree knows anything of this page. */
  isTagged: boolean;
}

export interface OutlineEntry {
  title: string;
  /** Number of its page, from 1; null when it leads nowhere. */
  page: number | null;
  /** 1 for the outermost. */
  level: number;
}

export interface PdfFile {
  pages: PdfPage[];
  outline: OutlineEntry[];
  title: string;
  keywords: string;
  language: string | null;
  isTagged: boolean;
}

/**
 * Reads a PDF back with another program than the one that wrote it. The only door to pdfjs-dist. Throws when the bytes
 * are no PDF.
 */
export async function readPdf(bytes: Uint8Array): Promise<PdfFile> {
  const task = getDocument({data: new Uint8Array(bytes), verbosity: 0, useSystemFonts: false});
  try {
    const file = await task.promise;
    const pages: PdfPage[] = [];
    for (let number = 1; number <= file.numPages; number += 1)
      pages.push(await readPage(await file.getPage(number)));
    const info = (await file.getMetadata()).info as Record<string, unknown>;
    return {
      pages,
      outline: await readOutline(file),
      title: textOf(info.Title),
      keywords: textOf(info.Keywords),
      language: typeof info.Language === "string" ? info.Language : null,
      isTagged: (await file.getMarkInfo())?.Marked === true,
    };
  } finally {
    await task.destroy();
  }
}

/** The bookmarks alone: cheaper than reading every page. */
export async function readBookmarks(bytes: Uint8Array): Promise<OutlineEntry[]> {
  const task = getDocument({data: new Uint8Array(bytes), verbosity: 0, useSystemFonts: false});
  try {
    return await readOutline(await task.promise);
  } finally {
    await task.destroy();
  }
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

async function readPage(page: PDFPageProxy): Promise<PdfPage> {
  const [left = 0, bottom = 0, right = 0, top = 0] = page.view;
  const size = {width: (right - left) * MM_PER_POINT, height: (top - bottom) * MM_PER_POINT};
  const {runs, tagged} = await readText(page, size.height);
  const tree = await page.getStructTree();
  const {fnArray, argsArray} = await page.getOperatorList();
  const painting = {names: OPS, codes: fnArray, operands: argsArray};
  return {
    ...size,
    text: withoutSpaces(runs.map(({text}) => text).join("")),
    runs,
    rows: pageRows(tree, tagged),
    alternatives: pageAlternatives(tree),
    ...paintedAreas(painting, size.height),
    fonts: fontsUsed(painting, (id) => page.commonObjs.get(id)),
    isTagged: (tree?.children.length ?? 0) > 0,
  };
}

async function readText(page: PDFPageProxy, height: number): Promise<{runs: TextRun[]; tagged: TaggedText}> {
  const {items} = await page.getTextContent({includeMarkedContent: true});
  const runs: TextRun[] = [];
  const tagged: TaggedText = new Map();
  const open: string[] = [];
  for (const item of items) {
    if ("str" in item) {
      const id = open.at(-1) ?? "";
      tagged.set(id, `${tagged.get(id) ?? ""}${withoutSpaces(item.str)}`);
      if (item.str.trim() !== "") runs.push(runOf(item, height));
    } else if (item.type.startsWith("begin")) open.push(item.id ?? "");
    else if (item.type === "endMarkedContent") open.pop();
  }
  return {runs, tagged};
}

interface PlacedText {
  str: string;
  width: number;
  height: number;
  transform: number[];
}

function runOf({str, width, height, transform}: PlacedText, pageHeight: number): TextRun {
  const [, , , , x = 0, y = 0] = transform;
  const bottom = pageHeight - y * MM_PER_POINT;
  const left = x * MM_PER_POINT;
  return {
    text: str,
    left,
    right: left + width * MM_PER_POINT,
    top: bottom - height * MM_PER_POINT,
    bottom,
  };
}

type Bookmarks = NonNullable<Awaited<ReturnType<PDFDocumentProxy["getOutline"]>>>;

async function readOutline(file: PDFDocumentProxy): Promise<OutlineEntry[]> {
  const entries: OutlineEntry[] = [];
  const visit = async (bookmarks: Bookmarks, level: number): Promise<void> => {
    for (const {title, dest, items} of bookmarks) {
      entries.push({title, page: await pageOf(file, dest), level});
      await visit(items as Bookmarks, level + 1);
    }
  };
  await visit((await file.getOutline()) ?? [], 1);
  return entries;
}

async function pageOf(file: PDFDocumentProxy, dest: Bookmarks[number]["dest"]): Promise<number | null> {
  const place = typeof dest === "string" ? await file.getDestination(dest) : dest;
  const page = place?.[0];
  if (!page) return null;
  return file.getPageIndex(page).then(
    (index) => index + 1,
    () => null, // no page of this file
  );
}
