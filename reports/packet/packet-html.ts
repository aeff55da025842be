import {readFileSync} from "node:fs";
import {inBodyWords} from "../../schemas/body-words.ts";
import {compileTemplates, cssString, type Markup, trustedMarkup} from "../print/render.ts";
import {
  CONTENTS,
  type ContentsEntry,
  documentTitles,
  type PacketDocument,
  packetContents,
} from "./packet-document.ts";
import {onlyRow, type Packet} from "./read-packet.ts";
import type {Block, Slide} from "./slide.ts";
import {type TableView, tableView} from "./table-view.ts";

interface ContentsLine extends ContentsEntry {
  page: string;
  /** Where the contents need two pages, the second begins with the second document. */
  startsPage: boolean;
}

interface BlockView {
  table?: TableView;
  chart?: Extract<Block, {kind: "chart"}> & {number: string};
  text?: Extract<Block, {kind: "text" | "next" | "empty"}> & {isNext: boolean; isEmpty: boolean};
}

interface SlideView {
  chapter: string;
  isFirstOfChapter: boolean;
  title: string;
  lead: string;
  isTwo: boolean;
  columns: {blocks: BlockView[]}[];
}

const FOLDER = new URL("./", import.meta.url);
const STYLES = [
  "../scorecard/scorecard.css",
  "../scorecard/status.css",
  "../scorecard/yearly-figure.css",
  "packet.css",
  "slides.css",
  "sheets.css",
];
const PARTIALS = [
  "cover",
  "contents",
  "slide",
  "table",
  "register",
  "task-sheet",
  "../scorecard/yearly-figure",
];

const template = compileTemplates<object>(FOLDER, {main: "document", partials: PARTIALS});

/** Pages of the contents' titles in their order; empty before they are known. */
export type PageNumbers = (number | null)[];

/** The document as HTML. Fonts are named by their bare file names. */
export function packetHtml(packet: Packet, document: PacketDocument, pages: PageNumbers): string {
  const release = onlyRow(packet, "marts.release_info");
  const html = template({
    title: document.title,
    style: trustedMarkup(STYLES.map((name) => readFileSync(new URL(name, FOLDER), "utf8")).join("\n")),
    footer: footerOf(release.release_id, release.is_sample),
    cover: {...document.cover, parts: documentTitles(document)},
    contents: {
      title: CONTENTS,
      lines: contentsLines(document, pages),
      leftOut: Object.values(document.leftOut).filter((why) => why !== null),
    },
    hasSheets: document.leftOut.sheets === null,
    parts: document.parts,
    slides: slideViews(document.slides),
    overview: {...document.overview, phrases: document.parts.overview.split("　")},
    register: document.register.map((part) => ({
      ...part,
      sections: part.sections.map(({title, table}) => ({title, table: plainTable(table)})),
    })),
    sheets: document.sheets,
    related: {title: document.parts.related, tables: document.related.map(plainTable)},
    figures: plainTable(document.figures.table),
  });
  return inBodyWords(html, packet.body.words);
}

function footerOf(releaseId: string, isSample: boolean): {release: Markup; sample: Markup} {
  return {
    release: cssString(`公開版 ${releaseId}`),
    sample: cssString(isSample ? "見本データ（実在の値ではありません）" : ""),
  };
}

const LINES_OF_ONE_PAGE = 20;

function contentsLines(document: PacketDocument, pages: PageNumbers): ContentsLine[] {
  const contents = packetContents(document);
  const [, second] = documentTitles(document);
  return contents.map((entry, index) => ({
    ...entry,
    page: String(pages[index] ?? "000"),
    startsPage: contents.length > LINES_OF_ONE_PAGE && entry.title === second,
  }));
}

function plainTable(table: PacketDocument["related"][number]): TableView {
  return tableView(table, {number: "", splitAfter: null, isSmall: false});
}

/** Tables and figures are numbered through the overview. */
function slideViews(slides: Slide[]): SlideView[] {
  const numbers = {tables: 0, charts: 0};
  return slides.map(({chapter, title, lead, columns}, index) => ({
    chapter,
    isFirstOfChapter: slides[index - 1]?.chapter !== chapter,
    title,
    lead,
    isTwo: columns.length > 1,
    columns: columns.map((blocks) => ({blocks: blocks.map((block) => blockView(block, numbers))})),
  }));
}

function blockView(block: Block, numbers: {tables: number; charts: number}): BlockView {
  switch (block.kind) {
    case "table":
      numbers.tables += 1;
      return {table: tableView(block.table, {...block, number: `表${numbers.tables}　`})};
    case "chart":
      numbers.charts += 1;
      return {chart: {...block, number: `図${numbers.charts}　`}};
    default:
      return {text: {...block, isNext: block.kind === "next", isEmpty: block.kind === "empty"}};
  }
}
