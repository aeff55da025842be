import type {Block, Slide} from "./slide.ts";

/**
 * Pages that would only say that there is nothing are left out and told together on one page at the end: chapter, title
 * and what is missing.
 */
export function gatherBareSlides(slides: Slide[]): Slide[] {
  const bare = slides.filter(isBare);
  if (bare.length === 0) return slides;
  const lines = bare.map(
    ({chapter, title, columns}) => `${chapter}　${title}：${columns.flat().flatMap(missing).join("")}`,
  );
  const gathered: Slide = {
    chapter: "記述または値のない項目",
    title: "この年度の記述または値のない項目",
    lead: "",
    columns: [[{kind: "text", heading: "資料1に頁を設けていないもの", lines}]],
  };
  return [...slides.filter((slide) => !isBare(slide)), gathered];
}

function isBare({columns}: Slide): boolean {
  return columns.flat().every(({kind}) => kind === "empty");
}

function missing(block: Block): string[] {
  return block.kind === "empty" ? block.lines : [];
}
