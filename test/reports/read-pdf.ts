import {getDocument} from "pdfjs-dist/legacy/build/pdf.mjs";

/** One run of text as the PDF carries it; CSS-like millimetres from the left and the top of the page. */
interface TextRun {
  text: string;
  left: number;
  right: number;
  top: number;
}

interface PdfPage {
  /** All text without spaces, in the order of the file. */
  text: string;
  runs: TextRun[];
}

export interface ReadPdf {
  pages: PdfPage[];
  title: string;
  language: string | null;
  outline: string[];
  isTagged: boolean;
}

const MM_PER_POINT = 25.4 / 72;

/** Reads a PDF back with another program than the one that wrote it. */
export async function readPdf(bytes: Uint8Array): Promise<ReadPdf> {
  const task = getDocument({data: new Uint8Array(bytes), verbosity: 0, useSystemFonts: false});
  const file = await task.promise;
  const pages: PdfPage[] = [];
  for (let number = 1; number <= file.numPages; number += 1) {
    const page = await file.getPage(number);
    const [, , , height = 0] = page.view;
    const {items} = await page.getTextContent();
    const runs = items.flatMap((item) => {
      if (!("str" in item) || item.str.trim() === "") return [];
      const [, , , , x, y] = item.transform as number[];
      const left = (x ?? 0) * MM_PER_POINT;
      const top = (height - (y ?? 0)) * MM_PER_POINT;
      return [{text: item.str, left, right: left + item.width * MM_PER_POINT, top}];
    });
    pages.push({text: withoutSpaces(runs.map(({text}) => text).join("")), runs});
  }
  const {info} = await file.getMetadata();
  const facts = info as {Title?: string; Language?: string};
  const outline = (await file.getOutline()) ?? [];
  const mark = await file.getMarkInfo();
  await task.destroy();
  return {
    pages,
    title: facts.Title ?? "",
    language: facts.Language ?? null,
    outline: outline.map(({title}) => title),
    isTagged: mark?.Marked === true,
  };
}

export function withoutSpaces(text: string): string {
  return text.replace(/\s/gu, "");
}

/** Names of the embedded font programs and kinds of fonts, read from the file's own objects. */
export function fontsOf(bytes: Uint8Array): {names: string[]; kinds: string[]; embedded: number} {
  const text = Buffer.from(bytes).toString("latin1");
  const all = (pattern: RegExp) =>
    [...new Set([...text.matchAll(pattern)].map((match) => match[1] ?? ""))].sort();
  return {
    names: all(/\/BaseFont\s*\/(?:[A-Z]{6}\+)?([\w-]+)/g),
    kinds: all(/\/Type\s*\/Font\s[^>]*?\/Subtype\s*\/(\w+)/g),
    embedded: text.match(/\/FontFile2/g)?.length ?? 0,
  };
}
