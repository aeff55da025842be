import type {BarLook} from "../charts/grouped-bars.ts";
import type {Markup} from "../print/render.ts";
import type {FigureEvents} from "../scorecard/figure-events.ts";
import type {DocumentTable} from "../values/document-table.ts";

/** One landscape page of the overview (資料1). Blocks stand in one or two columns. */
export interface Slide {
  /** Section to which it belongs; told in the contents by its first page. */
  chapter: string;
  title: string;
  /** What the page says, in a sentence; "" where the blocks say it. */
  lead: string;
  columns: Block[][];
}

export type Block = TableBlock | ChartBlock | TextBlock;

export interface TableBlock {
  kind: "table";
  table: DocumentTable;
  /** Rows after which the table goes on in a second column beside it; null for one column. */
  splitAfter: number | null;
  isSmall: boolean;
}

/** A picture; its numbers stand in a table of the same page. */
export interface ChartBlock {
  kind: "chart";
  caption: string;
  svg: Markup;
  /** What the chart says, for those who do not see it. */
  alt: string;
  keys: ChartKey[];
  /** What happened, drawn over the chart; null over most. */
  events: FigureEvents | null;
  notes: string[];
}

interface ChartKey {
  look: BarLook | "hatched";
  name: string;
}

/** Lines under a heading: plain ones, or the boxed measures of the next year. */
export interface TextBlock {
  kind: "text" | "next" | "empty";
  heading: string;
  lines: string[];
}

export function tableBlock(
  table: DocumentTable,
  {splitAfter = null, isSmall = false}: Partial<Pick<TableBlock, "splitAfter" | "isSmall">> = {},
): TableBlock {
  return {kind: "table", table, splitAfter, isSmall};
}

/** The same in the small type, for a column that holds much. */
export function smallTables(blocks: Block[]): Block[] {
  return blocks.map((block) => (block.kind === "table" ? {...block, isSmall: true} : block));
}

/** Said in place of a table or text for which the release has nothing. */
export function emptyBlock(text: string): TextBlock {
  return {kind: "empty", heading: "", lines: [text]};
}
