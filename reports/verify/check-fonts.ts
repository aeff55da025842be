import type {Expectation, Fault} from "./expectation.ts";
import type {FontUse} from "./fonts-used.ts";
import type {PdfFile, PdfPage} from "./read-pdf.ts";

/** Fonts are those of the document, embedded by name; every sign has its shape. */
export function checkFonts({pages}: PdfFile, {fonts}: Expectation): Fault[] {
  const told = new Set<string>();
  return pages.flatMap((page, index) => {
    const number = index + 1;
    const wrong = page.fonts
      .flatMap((font) => fontFaults(font, fonts))
      .filter((text) => !told.has(text) && told.add(text))
      .map((text): Fault => ({check: "fonts", page: number, text}));
    return [...wrong, ...glyphFaults(page, number)];
  });
}

function fontFaults({name, isEmbedded, isType3}: FontUse, known: string[]): string[] {
  if (isType3) return [`文字が名前のない図形（Type 3フォント「${name}」）で描かれています。`];
  if (!isEmbedded) return [`フォント「${name}」が埋め込まれていません。`];
  return known.includes(name)
    ? []
    : [`フォント「${name}」が混ざっています。${known.join("、")} だけのはずです。`];
}

/** U+FFFD, where a sign was lost before it came to the page, is one of them: the typeface has no shape for it. */
function glyphFaults({fonts}: PdfPage, page: number): Fault[] {
  const missing = fonts.flatMap((font) => font.missing);
  if (missing.length === 0) return [];
  const places = [...new Set(missing)].map((before) => `「${before}」の後`);
  const text = `フォントにない文字が${missing.length}字あります（${places.join("、")}）。`;
  return [{check: "glyphs", page, text}];
}
