import {z} from "zod";
import type {DocumentsAudit, PaperLeak} from "../../schemas/documents-audit.ts";
import {smallest} from "../../schemas/extremes.ts";
import {fiscalYearCode} from "../../schemas/fiscal-time.ts";
import {statement} from "../catalog/sql-files.ts";
import type {Warehouse} from "../engine/open.ts";
import {type CardTable, cardTables} from "./bureau-card.ts";

/** A table as it stands in a document. */
export interface PaperTable {
  /** "scorecard.pdf 20ページ" */
  place: string;
  /** Text that says of which indicator it is. */
  around: string;
  rows: string[][];
}

const toldOnPaper = z.strictObject({
  kpi_id: z.string(),
  kpi_name: z.string(),
  short_name: z.string(),
  decimals: z.int(),
  /** Of a bureau, or of a group of them. */
  bureau_name: z.string(),
  fiscal_year: z.int(),
  period_kind: z.enum(["year", "quarter", "half", "programme"]),
  period_start: z.iso.date(),
  period_end: z.iso.date(),
  /** Null where they are withheld, or there are none. */
  value: z.number().nullable(),
  numerator: z.number().nullable(),
  denominator: z.number().nullable(),
});

export type ToldOnPaper = z.infer<typeof toldOnPaper>;

/** Of the release attached as `published`; one of before groups were told has no sums of them. */
export async function readToldOnPaper(warehouse: Warehouse): Promise<ToldOnPaper[]> {
  const [there] = await warehouse.rows(statement("disclosure.marts_there"));
  const sums =
    there?.has_sums === true ? await warehouse.rows(statement("disclosure.told_sums_on_paper")) : [];
  return z
    .array(toldOnPaper)
    .parse([...(await warehouse.rows(statement("disclosure.told_on_paper"))), ...sums]);
}

/** Headings under which a number tells nothing of people. */
const NO_PEOPLE = ["局区コード"];
const CHANGE = "前年差";
/** Above what the personnel section alone may see (`disclosure --full`). */
const RESTRICTED = "取扱注意";
/** Headings of the parts of the number before them. */
const COUNTS = ["分子", "分母"];
const WITHHELD = "x";
/** Before a value that is of few. */
const MARKS = /^[*'’]+/;

/**
 * Holds every number that documents have of a bureau's, or a group of bureaus', year, half-year, several years or quarter to date, of its
 * parts, or of the change since the year before, against what the release tells: one where it tells nothing gives somebody away. Of a bureau's own
 * card, too, which has an indicator a row.
 * Knows tables as they are read, not how they were made.
 */
export function auditPaper(tables: PaperTable[], told: ToldOnPaper[]): DocumentsAudit {
  const indicators = [...Map.groupBy(told, ({kpi_id}) => kpi_id).values()].map((rows) => new OnPaper(rows));
  const names = new Set(told.map(nameOf));
  const total: DocumentsAudit = {tables: 0, figures: 0, withheld: 0, unread: 0, leaks: []};
  for (const {place, around, rows} of tables) {
    if (plain(around).includes(RESTRICTED))
      total.leaks.push({place, bureau: "取扱注意の表", heading: "すべて", is_withheld: true});
    const text = plain(around);
    const named = indicators.filter((indicator) => indicator.isNamedIn(text));
    const isHead = (row: string[]) => named.some((indicator) => indicator.isHead(row.map(plain)));
    const note = (held: Held) => {
      total.tables += 1;
      for (const count of ["figures", "withheld", "unread"] as const) total[count] += held[count];
      for (const leak of held.leaks) total.leaks.push({place, ...leak});
    };
    for (const {head, lines} of tablesIn(rows, {names, isHead}))
      note(
        fitting(named, head, lines) ?? {
          ...NOTHING,
          unread: lines.reduce((sum, line) => sum + numbersIn(line.slice(1)), 0),
        },
      );
    const ofCard = cardTables({around: text, rows: rows.map((row) => row.map(plain))}, names);
    for (const {indicators: meant, head, line} of meantBy(ofCard, indicators, text)) {
      const held = fitting(meant, head, [line]);
      const ofIndicator = meant.length === 1 ? `${meant[0]?.name}の` : "";
      const leaks = held?.leaks.map(({heading, ...leak}) => ({...leak, heading: `${ofIndicator}${heading}`}));
      if (held) note({...held, leaks: leaks ?? []});
    }
  }
  return total;
}

/** The indicator that a table fits best, held against it; null where it may be of none. */
function fitting(indicators: OnPaper[], head: string[], lines: string[][]): Held | null {
  const [best = null] = indicators
    .map((indicator) => indicator.held(head, lines))
    .toSorted((one, other) => one.leaks.length - other.leaks.length || one.unread - other.unread);
  return best;
}

/** Of which indicator each table of a bureau's card may be: as its row calls it, or by the order in which the page names them. */
function meantBy(
  tables: CardTable[],
  indicators: OnPaper[],
  text: string,
): (CardTable & {indicators: OnPaper[]})[] {
  const inOrder = indicators
    .filter((indicator) => indicator.isNamedIn(text))
    .toSorted((one, other) => one.placeIn(text) - other.placeIn(text));
  const unnamed = tables.filter(({indicator}) => indicator === null);
  return tables.map((table) => {
    if (table.indicator !== null)
      return {...table, indicators: indicators.filter((one) => one.isCalled(table.indicator ?? ""))};
    const own = unnamed.length === inOrder.length ? inOrder[unnamed.indexOf(table)] : undefined;
    return {...table, indicators: own ? [own] : inOrder};
  });
}

interface BureauTable {
  head: string[];
  lines: string[][];
}

/** Rows of bureaus and groups, each under the last row before it that is a head; the first one's are whatever stands above them. */
function tablesIn(
  rows: string[][],
  {names, isHead}: {names: Set<string>; isHead: (row: string[]) => boolean},
): BureauTable[] {
  const tables: BureauTable[] = [];
  let head: string[] | null = null;
  for (const [index, row] of rows.entries()) {
    if (!names.has(plain(row[0] ?? ""))) {
      if (isHead(row)) head = row;
      continue;
    }
    head ??= rows[index - 1] ?? [];
    const own = head;
    const last = tables.at(-1);
    if (last?.head === own) last.lines.push(row);
    else tables.push({head: own, lines: [row]});
  }
  return tables.map(({head: texts, lines}) => ({head: texts.map(plain), lines}));
}

type Held = Pick<DocumentsAudit, "figures" | "withheld" | "unread"> & {leaks: Omit<PaperLeak, "place">[]};
const NOTHING: Held = {figures: 0, withheld: 0, unread: 0, leaks: []};

/** What a release tells of one indicator. */
class OnPaper {
  /** In a few words. */
  readonly name: string;
  readonly #names: string[];
  /** Of a bureau and of a group of the same name there may be two. */
  readonly #values: Map<string, (number | null)[]>;
  readonly #headings: Set<string>;

  constructor(rows: ToldOnPaper[]) {
    const [{kpi_id = "", kpi_name = "", short_name = ""} = {}] = rows;
    this.name = short_name;
    this.#names = [kpi_name, short_name, kpi_id, kpi_id.replaceAll("_", "-")].map(plain);
    const cells = rows.flatMap((row) =>
      headingsOf(row).flatMap((heading) => {
        const [numerator = "", denominator = ""] = COUNTS.map((count) => `${heading} ${count}`);
        return [
          {heading, place: `${nameOf(row)} ${heading}`, value: row.value},
          {heading, place: `${nameOf(row)} ${numerator}`, value: row.numerator},
          {heading, place: `${nameOf(row)} ${denominator}`, value: row.denominator},
        ];
      }),
    );
    this.#headings = new Set(cells.map(({heading}) => heading));
    this.#values = new Map(
      [...Map.groupBy(cells, ({place}) => place)].map(([place, each]) => [
        place,
        each.map(({value}) => value),
      ]),
    );
  }

  /** Whether a row stands over numbers of it. */
  isHead(row: string[]): boolean {
    return row.some((text) => this.#headings.has(text));
  }

  isCalled(name: string): boolean {
    return this.#names.includes(name);
  }

  /** Where a text names it first. */
  placeIn(text: string): number {
    return smallest(this.#names.flatMap((name) => (text.includes(name) ? [text.indexOf(name)] : [])));
  }

  isNamedIn(text: string): boolean {
    return this.#names.some((name) => name !== "" && text.includes(name));
  }

  held(head: string[], lines: string[][]): Held {
    const held: Held = {...NOTHING, leaks: []};
    for (const line of lines)
      for (const [column, cell] of line.entries())
        if (column > 0 && !NO_PEOPLE.includes(head[column] ?? ""))
          this.#hold({head, line, column, cell}, held);
    return held;
  }

  #hold(
    {head, line, column, cell}: {head: string[]; line: string[]; column: number; cell: string},
    held: Held,
  ): void {
    const bureau = plain(line[0] ?? "");
    if (plain(cell) === WITHHELD) held.withheld += 1;
    const number = numberIn(cell);
    if (number === null) return;
    const {heading, told} = this.#toldUnder({bureau, head, column});
    if (told === "unknown") held.unread += 1;
    else if (told === "change" || told.some((one) => isSaid(number, one))) held.figures += 1;
    else held.leaks.push({bureau, heading, is_withheld: told.length === 0});
  }

  /** A change is told where both years are; parts belong to the number before them. */
  #toldUnder({bureau, head, column}: {bureau: string; head: string[]; column: number}): {
    heading: string;
    told: number[] | "unknown" | "change";
  } {
    const heading = head[column] ?? "";
    const valuesAt = (name = "") =>
      (this.#values.get(`${bureau} ${name}`) ?? []).filter((one) => one !== null);
    if (this.#headings.has(heading)) return {heading, told: valuesAt(heading)};
    if (COUNTS.includes(heading)) {
      const whole = head.slice(0, column).findLast((text) => this.#headings.has(text));
      if (whole === undefined) return {heading, told: "unknown"};
      return {heading: `${whole}の${heading}`, told: valuesAt(`${whole} ${heading}`)};
    }
    if (heading !== CHANGE) return {heading, told: "unknown"};
    const isTold = [1, 2].every((back) => valuesAt(head[column - back]).length > 0);
    return {heading, told: isTold ? "change" : []};
  }
}

/** "甲局"; of half-years "群 上半期", without blanks. */
function nameOf({bureau_name, period_kind, period_start}: ToldOnPaper): string {
  const half = period_start.slice(5, 7) === "04" ? "上半期" : "下半期";
  return plain(period_kind === "half" ? `${bureau_name}${half}` : bureau_name);
}

/** "R5"; "R6.9まで"; "R2～R5" */
function headingsOf({fiscal_year, period_kind, period_start, period_end}: ToldOnPaper): string[] {
  const year = fiscalYearCode(fiscal_year);
  if (period_kind === "quarter") return [`${year}.${Number(period_end.slice(5, 7))}まで`];
  if (period_kind === "programme")
    return [plain(`${fiscalYearCode(Number(period_start.slice(0, 4)))}～${year}`)];
  return [year, `${year}年`, `${year}年度`];
}

/** Rounded to the digits that are there. */
function isSaid({value, decimals}: {value: number; decimals: number}, told: number): boolean {
  return Math.abs(value - told) <= 0.5 * 10 ** -decimals + 1e-9 * Math.max(1, Math.abs(told));
}

function numberIn(cell: string): {value: number; decimals: number} | null {
  const text = plain(cell)
    .replace(MARKS, "")
    .replace(/[,，]/g, "")
    .replace(/^[▲△－-]/, "-");
  const [, number, fraction = ""] = /^(-?\d+(?:\.(\d+))?(?:e-?\d+)?)[^\d]{0,3}$/i.exec(text) ?? [];
  return number === undefined ? null : {value: Number(number), decimals: Math.min(fraction.length, 12)};
}

function numbersIn(cells: string[]): number {
  return cells.filter((cell) => numberIn(cell) !== null).length;
}

function plain(text: string): string {
  return text.normalize("NFKC").replace(/\s/g, "");
}
