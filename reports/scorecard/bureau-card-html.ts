import {readFileSync} from "node:fs";
import {inBodyWords} from "../../schemas/body-words.ts";
import {quarterName} from "../../schemas/fiscal-time.ts";
import {yearWord} from "../../schemas/year-words.ts";
import {yearlyBars} from "../charts/yearly-bars.ts";
import {compileTemplates, type Markup, trustedMarkup} from "../print/render.ts";
import type {DocumentTable} from "../values/document-table.ts";
import {asOfText} from "../values/known-on.ts";
import {programmeName} from "../values/programme-text.ts";
import type {Programme} from "../values/read-programmes.ts";
import {actionNotes} from "./action-table.ts";
import {type BureauTables, bureauTables, chartYears, isRateOfFew} from "./bureau-card-tables.ts";
import {bureauChartNotes} from "./bureau-chart-notes.ts";
import {changeSentence} from "./chart-sentence.ts";
import {type Columns, eventNotes, figureEvents, noteHeight, toldEvents} from "./figure-events.ts";
import {labelSize} from "./label-size.ts";
import {pixels} from "./pixels.ts";
import type {BureauCard, BureauIndicator} from "./read-bureau-cards.ts";
import type {Indicator} from "./read-scorecard.ts";
import {documentName, type Footer, footerOf} from "./scorecard-html.ts";
import {SUMS_LEAD, SUMS_TITLE} from "./sum-pages.ts";
import type {YearlyFigure} from "./yearly-figure.ts";

interface CardView {
  title: string;
  kicker: string;
  asOf: string;
  style: Markup;
  footer: Footer;
  tables: BureauTables;
  figures: {name: string; unit: string; sentence: string; figure: YearlyFigure}[];
  chartsTitle: string;
  chartNotes: string[];
  notes: string[];
  /** A third page; null where nothing is told of groups and of several years. */
  sums: {title: string; lead: string; tables: BureauTables["sums"]} | null;
}

const STYLES = ["scorecard.css", "status.css", "yearly-figure.css", "bureau-card.css", "sums.css"];
const FOLDER = new URL("./", import.meta.url);
/** CSS pixels: half of the text width of A4, the chart and the labels left of it. */
const SIZE = {width: 328, height: 168, axisWidth: 40};
const LIFT = 15;
/** Points: font size of a value with room around it. */
const LABEL_SIZE = 6.6;

let template: ((view: CardView) => string) | undefined;

/** One bureau's scorecard: a page of tables and a page of charts. */
export function bureauCardHtml(card: BureauCard): string {
  template ??= compileTemplates<CardView>(FOLDER, {
    main: "bureau-card",
    partials: ["data-table", "yearly-figure"],
  });
  const {scorecard, indicators} = card;
  const tables = bureauTables(card);
  const told = eventsOf(card);
  const height = SIZE.height - noteHeight(told) / Math.ceil(indicators.length / 2);
  const html = template({
    title: bureauCardTitle(card),
    kicker: programmeName(scorecard.programme),
    asOf: `${asOfText(scorecard)}　局区別に示す${indicators.length}指標`,
    style: trustedMarkup(STYLES.map((name) => readFileSync(new URL(name, FOLDER), "utf8")).join("\n")),
    footer: footerOf(scorecard),
    tables,
    figures: indicators.map((indicator, index) =>
      figureView(indicator, tables.figures[index], {programme: scorecard.programme, told, height}),
    ),
    chartsTitle: CHARTS_TITLE,
    chartNotes: [...bureauChartNotes(card), ...eventNotes(told)],
    notes: notesOf(card),
    sums: tables.sums.length === 0 ? null : {title: SUMS_TITLE, lead: SUMS_LEAD, tables: tables.sums},
  });
  return inBodyWords(html, scorecard.body.words);
}

/** "健康福祉局　スコアカード　令和6年度 第2四半期" */
export function bureauCardTitle({bureau, scorecard}: BureauCard): string {
  const {quarter} = scorecard;
  return `${bureau.bureau_name}　${documentName(scorecard)}　${quarterName(quarter)}`;
}

/** Ends the heading of the second page. */
export const CHARTS_TITLE = "年度の推移";

function notesOf({bureau, indicators, scorecard: {body, pages}}: BureauCard): string[] {
  const others = pages.length - indicators.length;
  return [
    ...actionNotes(
      indicators.map(({indicator}) => indicator),
      bureau.bureau_code,
    ),
    "速報：まだ変わりうる値　改定：先に公表した値から変わった値　x：人数が少ないため示さない値　－：値がない",
    `${body.whole}の目標は局区に割り当てたものではない。${others > 0 ? `ほかの${others}指標は局区別に示さない。` : ""}`,
    "記号は数値の名前で、kaikaku explain 記号 で、定義ともとのファイルまでたどれる。",
  ];
}

/** Those of the charts together, of the bureau or of none in particular. */
function eventsOf({bureau, indicators}: BureauCard): Indicator["events"] {
  const told = indicators.flatMap((own) => toldEvents(own.indicator.events, placesOf(own)));
  return [...new Set(told)]
    .filter(({bureau_code}) => bureau_code === null || bureau_code === bureau.bureau_code)
    .sort((one, other) => (one.starts_on < other.starts_on ? -1 : 1));
}

function placesOf(own: BureauIndicator): Columns {
  const years = chartYears(own);
  return {
    ...{years, yearStarts: own.indicator.kpi.year_starts},
    ...{left: SIZE.axisWidth, width: (SIZE.width - SIZE.axisWidth) / Math.max(1, years.length)},
  };
}

function figureView(
  own: BureauIndicator,
  table: DocumentTable | undefined,
  {programme, told, height}: {programme: Programme; told: Indicator["events"]; height: number},
): CardView["figures"][number] {
  const {kpi, breaks, score} = own.indicator;
  const years = chartYears(own);
  const rows = years.map((year) => own.years.find(({fiscal_year}) => fiscal_year === year));
  const values = rows.map((row) => (row && row.observation_status !== "withheld" ? row.value : null));
  const places = placesOf(own);
  const events = figureEvents(own.indicator.events, places, told);
  const size = {...SIZE, height: height - events.height};
  const picture = yearlyBars({
    bars: years.map((fiscalYear, index) => ({
      fiscalYear,
      value: values[index] ?? null,
      isProvisional: rows[index]?.observation_status === "provisional",
      isBefore: fiscalYear < programme.first_fiscal_year,
    })),
    line: [],
    forecast: null,
    isShare: kpi.unit === "%",
    decimals: kpi.decimals,
    name: kpi.kpi_id.replaceAll("_", "-"),
    size,
  });
  const left = (index: number) => pixels(SIZE.axisWidth + index * places.width);
  const cells = (table?.rows ?? []).map((row) => row.cells.map(({text}) => text));
  const labels = (cells[0] ?? []).slice(1).map((text, index) => ({
    text,
    isForecast: false,
    left: left(index),
    top: pixels((picture.barTops[index] ?? size.height - 8) - LIFT),
    width: pixels(places.width),
  }));
  const isComparable = !breaks.some(({fiscal_year}) => fiscal_year === score.value_fiscal_year);
  return {
    name: kpi.short_name,
    unit: kpi.unit,
    sentence: changeSentence({
      kpi,
      fiscalYear: score.value_fiscal_year,
      value: values.at(-1) ?? null,
      isWithheld: rows.at(-1)?.observation_status === "withheld",
      previous: isComparable && !isRateOfFew(own) ? (values.at(-2) ?? null) : null,
    }),
    figure: {
      chart: trustedMarkup(picture.svg),
      yearWord: yearWord(kpi),
      columns: (table?.head[0] ?? [])
        .slice(1)
        .map(({text}) => ({year: text, mark: "", width: pixels(places.width)})),
      values: labels,
      labelSize: labelSize(labels, places.width, LABEL_SIZE),
      breaks: breaks
        .map(({fiscal_year}) => years.indexOf(fiscal_year))
        .filter((place) => place > 0)
        .map((place) => ({left: left(place)})),
      events,
      rows: cells.slice(1).map(([first = "", ...others]) => ({label: first, cells: others})),
      notes: [],
    },
  };
}
