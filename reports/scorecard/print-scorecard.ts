import {join} from "node:path";
import {DOCUMENT_FONTS} from "../../pipelines/engine/document-typeface.ts";
import type {Marts} from "../../pipelines/engine/kysely.ts";
import {UserError} from "../../schemas/errors.ts";
import type {FiscalQuarter} from "../../schemas/fiscal-time.ts";
import {markText} from "../print/document-mark.ts";
import type {Document} from "../print/guarded-page.ts";
import {type Printer, withPrinter} from "../print/pdf.ts";
import {together} from "../print/together.ts";
import type {Printing} from "../print/with-browser.ts";
import {type Programme, programmePart} from "../values/read-programmes.ts";
import {NO_WHOLE_QUARTER, programmesJudgedIn} from "../values/read-scores.ts";
import type {Expectation} from "../verify/expectation.ts";
import {keepVerified} from "../verify/keep-verified.ts";
import {readFigures} from "../verify/read-figures.ts";
import {type Verifier, withVerifier} from "../verify/verifier.ts";
import {bureauCardHtml, bureauCardTitle} from "./bureau-card-html.ts";
import {pageCount} from "./continued-page.ts";
import {expectBureauCard, expectScorecard} from "./expect-scorecard.ts";
import {scorecardFileName} from "./file-name.ts";
import {type BureauCard, readBureauCards} from "./read-bureau-cards.ts";
import {type Indicator, readScorecard, type Scorecard} from "./read-scorecard.ts";
import {type Apart, scorecardHtml, scorecardTitle} from "./scorecard-html.ts";

export interface PrintScorecardOptions {
  marts: Marts;
  quarter: FiscalQuarter;
  /** The city alone, every bureau, the city and every bureau, or one bureau by its code. */
  whose: "city" | "bureaus" | "all" | {bureauCode: string};
  /** All that are judged in the quarter when left out. */
  programme?: Programme | undefined;
  /** The day by which values are 速報 or 確定; that of the release when left out. */
  day?: string | undefined;
  /** Of a candidate: marked as not public on every page, and named so. */
  isDraft?: boolean | undefined;
  /** Folder of the PDFs, which is made; an older file is replaced when the new one is whole and right. */
  folder: string;
  /** Called with each file before anything is printed; may throw. */
  mustBeFree?: ((file: string) => void) | undefined;
  printing: Printing;
  log: {info(line: string): void};
}

/** One scorecard before it is printed; its HTML is made when its turn comes. */
interface Order {
  title: string;
  outFile: string;
  /** The first that has the pages that it should is taken. */
  ways: Way[];
  /** Says what is too long when there are more pages than there should be. */
  tooLong(printer: Printer): Promise<UserError>;
}

interface Way {
  document(): Document;
  /** What the print must be; asked for while the browser prints. */
  expectation(): Promise<Expectation>;
}

/** On two cores the browser prints one document while the next is made. */
const AT_A_TIME = 2;

/**
 * Prints one quarter's scorecards in one browser run, each read back and held against the release. The city's has the
 * board, then exactly one page per indicator that has anything to show; a bureau's has two pages. Returns the files. UserError when the release has
 * no data for the quarter, no browser starts, a text is too long for its page, or a PDF does not say what the release says.
 */
export async function printScorecards(options: PrintScorecardOptions): Promise<string[]> {
  const {log, printing} = options;
  return withPrinter(
    (printer) =>
      withVerifier(async (verifier) => {
        const orders = await ordersOf(options);
        const mustBeFree = options.mustBeFree ?? (() => {});
        for (const {outFile} of orders) mustBeFree(outFile);
        const pages = await printAll(orders, {printer, verifier, mustBeFree});
        for (const [index, {title, outFile}] of orders.entries())
          log.info(`${title}を印刷しました: ${outFile}（${pages[index]}ページ、検査済み）`);
        return orders.map(({outFile}) => outFile);
      }),
    printing,
  );
}

interface PrintShop {
  printer: Printer;
  verifier: Verifier;
  mustBeFree: (file: string) => void;
}

async function printAll(orders: Order[], {printer, verifier, mustBeFree}: PrintShop): Promise<number[]> {
  const pages: number[] = [];
  const checks: Promise<void>[] = [];
  const waiting = [...orders.entries()];
  const lane = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [index, order] = next;
      const {expectation, ...printed} = await printOne(order, printer);
      pages[index] = printed.pages;
      const {outFile} = order;
      const check = keepVerified({pdf: printed.pdf, verifier, expectation, outFile, mustBeFree});
      check.catch(() => {}); // told when all are printed
      checks.push(check);
    }
  };
  const untilOneFails = async () => lane().finally(() => waiting.splice(0));
  try {
    await together(Array.from({length: AT_A_TIME}, untilOneFails));
  } finally {
    await Promise.allSettled(checks);
  }
  await together(checks);
  return pages;
}

async function printOne(order: Order, printer: Printer) {
  for (const {document, expectation: expected} of order.ways) {
    const [printed, expectation] = await together([printer.print(document()), expected()]);
    if (printed.pages === expectation.pages) return {...printed, expectation};
  }
  throw await order.tooLong(printer);
}

async function ordersOf(options: PrintScorecardOptions): Promise<Order[]> {
  const {marts, quarter, whose, programme, day, isDraft} = options;
  const figures = once(() => readFigures(marts));
  const judged = programme ? [programme] : await programmesJudgedIn(marts, quarter);
  const orders: Order[][] = [];
  for (const one of judged) {
    const scorecard = {...(await readScorecard(marts, quarter, {programme: one, day})), isDraft};
    if (scorecard.pages.length === 0 && judged.length === 1) throw new UserError(NO_WHOLE_QUARTER);
    const isOfBureaus =
      whose === "city" || judged.length === 1 || scorecard.pages.some(({kpi}) => kpi.shown_by_bureau);
    if (scorecard.pages.length > 0 && isOfBureaus)
      orders.push(await ordersOfProgramme(options, scorecard, figures));
  }
  if (orders.length === 0) throw new UserError(NO_WHOLE_QUARTER);
  return orders.flat();
}

async function ordersOfProgramme(
  {marts, whose, folder}: PrintScorecardOptions,
  scorecard: Scorecard,
  figures: Figures,
): Promise<Order[]> {
  const city = whose === "city" || whose === "all" ? [cityOrder(scorecard, figures, folder)] : [];
  if (whose === "city") return city;
  const cards = await readBureauCards(marts, scorecard, typeof whose === "string" ? "all" : whose.bureauCode);
  return [...city, ...cards.map((card) => bureauOrder(card, figures, folder))];
}

type Figures = () => Promise<Expectation["figures"]>;

/** The same answer every time, looked for when it is first wanted. */
function once<Answer>(look: () => Promise<Answer>): () => Promise<Answer> {
  let answer: Promise<Answer> | undefined;
  return () => {
    answer ??= look();
    return answer;
  };
}

function cityOrder(scorecard: Scorecard, figures: Figures, folder: string): Order {
  return {
    title: scorecardTitle(scorecard),
    outFile: join(folder, fileName(scorecard, "")),
    ways: (["nothing", "notes", "notes and arrivals"] as const).map((apart) => ({
      document: () => cityDocument(scorecard, scorecard.pages, apart),
      expectation: async () => expectScorecard(scorecard, await figures(), apart !== "nothing"),
    })),
    tooLong: (printer) => cityTooLong(printer, scorecard),
  };
}

function cityDocument(scorecard: Scorecard, indicators: Indicator[], apart: Apart): Document {
  return {html: scorecardHtml(scorecard, indicators, apart), ...factsOf(scorecard, null)};
}

function bureauOrder(card: BureauCard, figures: Figures, folder: string): Order {
  const {bureau_code, bureau_name} = card.bureau;
  return {
    title: bureauCardTitle(card),
    outFile: join(folder, fileName(card.scorecard, `_${card.namePart}`)),
    ways: [
      {
        document: () => ({html: bureauCardHtml(card), ...factsOf(card.scorecard, bureau_code)}),
        expectation: async () => expectBureauCard(card, await figures()),
      },
    ],
    tooLong: async () =>
      new UserError(
        `${bureau_name}のスコアカードが2ページに収まりません。city/kpis.yaml の短い名前（short_name）を短くしてください。`,
      ),
  };
}

function factsOf(
  {release, quarter, programme, day}: Scorecard,
  bureauCode: string | null,
): Omit<Document, "html"> {
  return {
    assets: DOCUMENT_FONTS.map(({file}) => file),
    date: release.created_on,
    keywords: markText(
      {kind: "scorecard", quarter, bureauCode, programmeId: programmePart(programme) || undefined, day},
      release.release_id,
    ),
  };
}

function fileName({quarter, release, programme, day, isDraft}: Scorecard, bureau: string): string {
  return scorecardFileName(quarter, {programme, bureau, releaseId: release.release_id, day, isDraft});
}

/** Prints page by page to find those that do not fit. */
async function cityTooLong(printer: Printer, scorecard: Scorecard): Promise<UserError> {
  const board = await printer.print(cityDocument(scorecard, [], "notes and arrivals"));
  const names = board.pages > 2 ? ["スコアボード（1ページ目）"] : [];
  for (const indicator of scorecard.pages) {
    const {pages} = await printer.print(cityDocument(scorecard, [indicator], "notes and arrivals"));
    if (pages > board.pages + pageCount(indicator))
      names.push(`${indicator.kpi.kpi_name}（${indicator.kpi.kpi_id}）`);
  }
  return new UserError(
    `スコアカードの1ページに収まりません: ${names.join("、")}。city/kpis.yaml の名前や説明（definition、assumption）か、city/notes の注記を短くしてください。`,
  );
}
