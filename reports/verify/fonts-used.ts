import type {Painting} from "./painted-area.ts";

/** One font with which text of a page is painted. */
export interface FontUse {
  /** PostScript name without the tag of the subset; "" for a nameless one. */
  name: string;
  isEmbedded: boolean;
  /** Drawn letter by letter instead of by a font program: such text is often not searchable. */
  isType3: boolean;
  /** Where the font has no shape for a sign (.notdef): the signs painted before it. */
  missing: string[];
}

/** What pdfjs knows of a font it has read. */
interface FontFacts {
  name?: string;
  missingFile?: boolean;
  isType3Font?: boolean;
}

/** Glyph 0 of a font is the box for what it lacks. */
const NOT_DEFINED = 0;
const CONTEXT = 5;

/** A painted glyph; numbers between them are spacing. */
interface Glyph {
  originalCharCode?: number;
  unicode?: string;
}

/** Every font that paints something, in the order of first use. */
export function fontsUsed({names, codes, operands}: Painting, factsOf: (id: string) => FontFacts): FontUse[] {
  const uses = new Map<string, FontUse>();
  let current = "";
  let before = "";
  codes.forEach((code, index) => {
    const given = operands[index] as unknown[];
    if (code === names.setFont) current = String(given[0]);
    if (code !== names.showText) return;
    const use = uses.get(current) ?? useOf(factsOf(current));
    uses.set(current, use);
    for (const {originalCharCode, unicode = ""} of given[0] as Glyph[]) {
      if (originalCharCode === NOT_DEFINED) use.missing.push(before);
      before = `${before}${unicode}`.slice(-CONTEXT);
    }
  });
  return [...uses.values()];
}

function useOf({name = "", missingFile = false, isType3Font = false}: FontFacts): FontUse {
  return {name: name.replace(/^[A-Z]{6}\+/, ""), isEmbedded: !missingFile, isType3: isType3Font, missing: []};
}
