import {fiscalYearName, japaneseDate} from "../../schemas/fiscal-time.ts";
import {type DocumentTable, evenTables} from "../values/document-table.ts";
import {builtInSlides} from "./built-in-page.ts";
import {type FigureListing, figureList} from "./figure-list.ts";
import {gatherEmptySlides} from "./gather-empty-slides.ts";
import {type LeftOut, leftOut} from "./left-out.ts";
import {ownPageSlide} from "./own-page.ts";
import {onlyRow, type Packet} from "./read-packet.ts";
import {type RegisterPart, registerParts} from "./register.ts";
import {revisedSlides} from "./revised-figures.ts";
import type {Slide} from "./slide.ts";
import {relatedTaskTables, type TaskSheetView, taskSheets} from "./task-sheets.ts";

/** The whole packet as data: what is printed, in its order. */
export interface PacketDocument {
  title: string;
  cover: Cover;
  /** Titles of the three documents (資料1 – 資料3) and of the appendix. */
  parts: {overview: string; register: string; sheets: string; related: string; appendix: string};
  /** Why 資料2 or 資料3 is not there. */
  leftOut: LeftOut;
  slides: Slide[];
  register: RegisterPart[];
  overview: {
    /** With the body's name. */
    reform: string;
    /** Of the register, in their order: "（1）職員の働く環境…". */
    directions: string[];
    title: string;
    progress: string[];
    course: string[];
    purpose: string;
    vision: string;
    approaches: string[];
  };
  sheets: TaskSheetView[];
  related: DocumentTable[];
  figures: FigureListing;
}

interface Cover {
  committee: string;
  matter: string;
  title: string;
  date: string;
  department: string;
}

export function packetDocument(packet: Packet): PacketDocument {
  const year = fiscalYearName(packet.fiscalYear);
  const reform = onlyRow(packet, "marts.dim_reform");
  const programme = onlyRow(packet, "marts.dim_programmes");
  const cover = coverOf(packet);
  const sheets = taskSheets(packet);
  const slides = withRevisions(packet, slidesOf(packet), sheets);
  const register = registerParts(packet);
  const related = relatedTaskTables(packet);
  return {
    title: `${cover.committee}資料　${reform.programme_name}　${year}取組状況`,
    cover,
    parts: {
      overview: `資料1　${reform.programme_name}　${year}取組状況（概要版）`,
      register: `資料2　${reform.programme_name}　${year}取組状況`,
      sheets: `資料3　「${ofCity(reform.city, programme.name)}」${reform.is_verbatim ? "抜粋" : "要約"}`,
      related: `「${reform.reform_name}」の関連改革課題一覧`,
      appendix: "付表　数値の記号",
    },
    leftOut: leftOut({
      registeredYears: packet.rows["marts.dim_initiatives"].map(({fiscal_year}) => fiscal_year),
      hasRegister: register.length > 0,
      hasSheets: sheets.length + related.length > 0 || reform.item_name !== "",
    }),
    slides,
    register,
    overview: {
      reform: ofCity(reform.city, reform.reform_name),
      directions: directionsOf(packet),
      title: `${reform.item_no} ${reform.item_name}`.trim(),
      progress: linesOf(reform.progress),
      course: linesOf(reform.course),
      purpose: reform.purpose,
      vision: reform.vision,
      approaches: reform.approaches.split("\n"),
    },
    sheets,
    related,
    figures: figureList([
      ...numberedTables(slides),
      ...sheets.flatMap(({trendTables}) =>
        trendTables.map((table) => ({number: "資料3", table, isOfOneThing: true})),
      ),
    ]),
  };
}

function linesOf(text: string): string[] {
  return text === "" ? [] : text.split("\n");
}

/** "みどり市計画"; a name that begins with the body's says it already. */
function ofCity(city: string, name: string): string {
  return name.startsWith(city) ? name : `${city}${name}`;
}

function slidesOf(packet: Packet): Slide[] {
  return gatherEmptySlides(
    packet.pages.flatMap((page) =>
      "built_in" in page ? builtInSlides(packet, page) : [ownPageSlide(packet, page)],
    ),
  );
}

/** The last page of the overview says what of the packet is revised. */
function withRevisions(packet: Packet, slides: Slide[], sheets: TaskSheetView[]): Slide[] {
  const tables = [...tablesIn(slides), ...sheets.flatMap(({trendTables}) => trendTables)];
  const codes = tables.flatMap(({rows}) =>
    rows.flatMap(({cells}) =>
      cells.flatMap((cell) => (cell.kind === "number" ? (cell.figureCode ?? []) : [])),
    ),
  );
  return [...slides, ...revisedSlides(packet, new Set(codes))];
}

/** Of the packet's year, or of the latest that has a register. */
function directionsOf({rows, fiscalYear}: Packet): string[] {
  const all = rows["marts.dim_initiatives"];
  const years = [fiscalYear, ...all.map(({fiscal_year}) => fiscal_year).toReversed()];
  const year = years.find((one) => all.some(({fiscal_year}) => fiscal_year === one));
  const ofYear = all.filter(({fiscal_year}) => fiscal_year === year);
  return [...new Set(ofYear.map((row) => `（${row.direction_no}）${row.direction_name}`))];
}

/** A year whose cover is not in the catalog takes the words of another one's and leaves the day open. */
function coverOf({rows, fiscalYear}: Packet): Cover {
  const covers = rows["marts.dim_packets"];
  const own = covers.find(({fiscal_year}) => fiscal_year === fiscalYear);
  const words = own ?? covers.at(-1);
  return {
    committee: words?.committee ?? "",
    matter: words?.matter ?? "",
    title: words?.title ?? "",
    date: own ? japaneseDate(own.presented_on) : "提出日　未定",
    department: words?.department ?? "",
  };
}

/** Tables of the overview with their numbers (表1 …). */
function numberedTables(slides: Slide[]): {number: string; table: DocumentTable}[] {
  return tablesIn(slides).map((table, index) => ({number: `表${index + 1}`, table}));
}

function tablesIn(slides: Slide[]): DocumentTable[] {
  return slides
    .flatMap(({columns}) => columns.flat())
    .flatMap((block) => (block.kind === "table" ? [block.table] : []));
}

/** Every table of data in the packet, in its order: for the verifier, CSV files and the workbook. */
export function packetTables(document: PacketDocument): DocumentTable[] {
  return evenTables([
    ...numberedTables(document.slides).map(({table}) => table),
    ...document.register.flatMap(({sections}) => sections.map(({table}) => table)),
    ...document.sheets.flatMap(({trendTables}) => trendTables),
    ...document.related,
    document.figures.table,
  ]);
}

/** Outermost bookmarks. */
export function packetOutline(document: PacketDocument): string[] {
  const {cover, parts} = document;
  return [cover.title, CONTENTS, ...documentTitles(document), parts.appendix];
}

/** Titles of the documents that are printed. */
export function documentTitles({parts, leftOut}: PacketDocument): string[] {
  return [
    parts.overview,
    ...(leftOut.register === null ? [parts.register] : []),
    ...(leftOut.sheets === null ? [parts.sheets] : []),
  ];
}

export const CONTENTS = "目次";

/** A line of the contents; level 1 for a document, 2 for its chapters, 3 for pages within them. */
export interface ContentsEntry {
  title: string;
  level: 1 | 2 | 3;
}

/** What the contents list, in the order of the document. Every title is a bookmark. */
export function packetContents(document: PacketDocument): ContentsEntry[] {
  const {parts, slides, register, sheets, overview, related} = document;
  const isPrinted = new Set(documentTitles(document));
  const slideEntries = slides.flatMap(({chapter, title}, index): ContentsEntry[] => {
    const isFirst = slides[index - 1]?.chapter !== chapter;
    return [...(isFirst ? [{title: chapter, level: 2 as const}] : []), {title, level: 3}];
  });
  return [
    {title: parts.overview, level: 1},
    ...slideEntries,
    ...(isPrinted.has(parts.register) ? [{title: parts.register, level: 1 as const}] : []),
    ...register.flatMap(({title, sections}): ContentsEntry[] => [
      {title, level: 2},
      ...sections.map((section) => ({title: section.title, level: 3 as const})),
    ]),
    ...(isPrinted.has(parts.sheets) ? [{title: parts.sheets, level: 1 as const}] : []),
    ...(overview.title === "" ? [] : [{title: overview.title, level: 2 as const}]),
    ...sheets.map(({title}) => ({title, level: 2 as const})),
    ...(related.length === 0 ? [] : [{title: parts.related, level: 2 as const}]),
    {title: parts.appendix, level: 1},
  ];
}
