import {z} from "zod";
import type {DocumentsAudit, PaperLeak} from "../../schemas/documents-audit.ts";
import {fiscalYearCode} from "../../schemas/fiscal-time.ts";
import {statement} from "../catalog/sql-files.ts";
import type {Warehouse} from "../engine/open.ts";

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
  bureau_name: z.string(),
  fiscal_year: z.int(),
  period_kind: z.enum(["year", "quarter"]),
  period_end: z.iso.date(),
  /** Null where it is withheld, or there is none. */
  value: z.number().nullable(),
});

export type ToldOnPaper = z.infer<typeof toldOnPaper>;

/** Of the release attached as `published`. */
export async function readToldOnPaper(warehouse: Warehouse): Promise<ToldOnPaper[]> {
  return z.array(toldOnPaper).parse(await warehouse.rows(statement("disclosure.told_on_paper")));
}

/** Headings under which a number tells nothing of people. */
const NO_PEOPLE = ["局区コード"];
const CHANGE = "前年差";
const WITHHELD = "x";
/** Before a value that is of few. */
const MARKS = /^[*'’]+/;

/**
 * Holds every number that documents have of a bureau's year, quarter to date, or change since the year before against what the release
 * tells: one where it tells nothing gives somebody away. Knows tables as they are read, not how they were made.
 */
export function auditPaper(tables: PaperTable[], told: ToldOnPaper[]): DocumentsAudit {
  const bureaus = new Set(told.map(({bureau_name}) => plain(bureau_name)));
  const indicators = [...Map.groupBy(told, ({kpi_id}) => kpi_id).values()].map((rows) => new OnPaper(rows));
  const total: DocumentsAudit = {tables: 0, figures: 0, withheld: 0, unread: 0, leaks: []};
  for (const {place, around, rows} of tables) {
    const first = rows.findIndex(([name = ""]) => bureaus.has(plain(name)));
    if (first === -1) continue;
    const head = (rows[first - 1] ?? []).map(plain);
    const lines = rows.slice(first).filter(([name = ""]) => bureaus.has(plain(name)));
    const named = indicators.filter((indicator) => indicator.isNamedIn(plain(around)));
    const [best] = named
      .map((indicator) => indicator.held(head, lines))
      .toSorted((one, other) => one.leaks.length - other.leaks.length || one.unread - other.unread);
    const held = best ?? {...NOTHING, unread: lines.reduce((sum, line) => sum + numbersIn(line.slice(1)), 0)};
    total.tables += 1;
    for (const count of ["figures", "withheld", "unread"] as const) total[count] += held[count];
    for (const leak of held.leaks) total.leaks.push({place, ...leak});
  }
  return total;
}

type Held = Pick<DocumentsAudit, "figures" | "withheld" | "unread"> & {leaks: Omit<PaperLeak, "place">[]};
const NOTHING: Held = {figures: 0, withheld: 0, unread: 0, leaks: []};

/** What a release tells of one indicator. */
class OnPaper {
  readonly #names: string[];
  readonly #values: Map<string, number | null>;
  readonly #headings: Set<string>;

  constructor(rows: ToldOnPaper[]) {
    const [{kpi_id = "", kpi_name = "", short_name = ""} = {}] = rows;
    this.#names = [kpi_name, short_name, kpi_id, kpi_id.replaceAll("_", "-")].map(plain);
    const cells = rows.flatMap((row) =>
      headingsOf(row).map((heading) => [heading, `${plain(row.bureau_name)} ${heading}`, row.value] as const),
    );
    this.#headings = new Set(cells.map(([heading]) => heading));
    this.#values = new Map(cells.map(([, place, value]) => [place, value]));
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
    const [bureau = "", heading = ""] = [plain(line[0] ?? ""), head[column]];
    if (plain(cell) === WITHHELD) held.withheld += 1;
    const number = numberIn(cell);
    if (number === null) return;
    const told = this.#toldUnder({bureau, head, column});
    if (told === "unknown") held.unread += 1;
    else if (told !== null && (told === "change" || isSaid(number, told))) held.figures += 1;
    else held.leaks.push({bureau, heading, is_withheld: told === null});
  }

  /** A change is told where both years are. */
  #toldUnder({bureau, head, column}: {bureau: string; head: string[]; column: number}) {
    const heading = head[column] ?? "";
    const valueAt = (name = "") => this.#values.get(`${bureau} ${name}`) ?? null;
    if (this.#headings.has(heading)) return valueAt(heading);
    if (heading !== CHANGE) return "unknown";
    return valueAt(head[column - 1]) === null || valueAt(head[column - 2]) === null ? null : "change";
  }
}

/** "R5"; "R6.9まで" */
function headingsOf({fiscal_year, period_kind, period_end}: ToldOnPaper): string[] {
  const year = fiscalYearCode(fiscal_year);
  return period_kind === "year"
    ? [year, `${year}年`, `${year}年度`]
    : [`${year}.${Number(period_end.slice(5, 7))}まで`];
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
