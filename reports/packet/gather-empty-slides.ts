import {type DocumentTable, heading, label, textCell} from "../values/document-table.ts";
import {type Block, type Slide, tableBlock} from "./slide.ts";

/**
 * Pages that would only say that there is nothing are left out and told together on one page at the end: chapter, title
 * and what is missing.
 */
export function gatherEmptySlides(slides: Slide[]): Slide[] {
  const bare = slides.filter(isBare);
  if (bare.length === 0) return slides;
  const gathered: Slide = {
    chapter: "記述または値のない項目",
    title: "この年度の記述または値のない項目",
    lead: "",
    columns: [[tableBlock(missingTable(bare), {isSmall: true})]],
  };
  return [...slides.filter((slide) => !isBare(slide)), gathered];
}

function isBare({columns}: Slide): boolean {
  return columns.flat().every(({kind}) => kind === "empty");
}

function missingTable(slides: Slide[]): DocumentTable {
  return {
    id: "missing-items",
    caption: "資料1に頁を設けていない項目",
    head: [[heading("章"), heading("項目"), heading("理由")]],
    rows: slides.map(({chapter, title, columns}) => ({
      kind: "row",
      cells: [
        label(chapter),
        textCell(title),
        textCell([...new Set(columns.flat().flatMap(missing))].join("")),
      ],
    })),
    notes: [],
  };
}

function missing(block: Block): string[] {
  return block.kind === "empty" ? block.lines : [];
}
