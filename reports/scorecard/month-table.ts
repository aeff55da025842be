import {figureCode} from "../../schemas/figure-code.ts";
import {yearLabel, yearWord} from "../../schemas/year-words.ts";
import {
  type Cell,
  type DocumentTable,
  heading,
  label,
  numberCell,
  textCell,
} from "../values/document-table.ts";
import {WITHHELD} from "../values/format.ts";
import {noneText} from "../values/none-text.ts";
import type {Indicator} from "./read-scorecard.ts";

const APRIL = 4;

type Shown = Pick<Indicator, "kpi" | "score" | "months">;
type Month = Indicator["months"][number];

/** The months of the running year, each for itself, above the same months of the year before; null of what is not told by month. */
export function monthTable({kpi, score, months}: Shown): DocumentTable | null {
  const starts = kpi.year_starts ?? APRIL;
  const running = yearOf(score.as_of_date, starts);
  if (!months.some(({fiscal_year}) => fiscal_year === running)) return null;
  const order = Array.from({length: 12}, (_, place) => ((starts - 1 + place) % 12) + 1);
  const years = [running, running - 1].filter((year) => months.some(({fiscal_year}) => fiscal_year === year));
  const found = (year: number, month: number) =>
    months.find(({fiscal_year, period_end}) => fiscal_year === year && monthOf(period_end) === month);
  return {
    id: `${kpi.kpi_id.replaceAll("_", "-")}-months`,
    caption: `${kpi.kpi_name}（${TITLE}）`,
    head: [[heading(yearWord(kpi)), ...order.map((month) => heading(`${month}月`, {isNumber: true}))]],
    rows: years.map((year) => ({
      kind: "row",
      cells: [label(yearLabel(kpi, year)), ...order.map((month) => monthCell(kpi, found(year, month)))],
    })),
    notes: notesOf(months.filter(({fiscal_year}) => years.includes(fiscal_year))),
  };
}

const TITLE = "月ごとの値";

/** "月ごとの値（日）" */
export function monthTitle({unit}: Pick<Indicator["kpi"], "unit">): string {
  return `${TITLE}（${unit}）`;
}

function monthCell(kpi: Indicator["kpi"], row: Month | undefined): Cell {
  if (!row) return textCell("");
  const text = noneText(kpi, row);
  return numberCell(row.value, {
    decimals: kpi.decimals,
    isWithheld: row.observation_status === "withheld",
    ...(text === undefined ? {figureCode: figureCode(row, kpi.scope_id)} : {text}),
  });
}

/** "速報：R7年8月、9月", and what x is. */
function notesOf(months: Month[]): string[] {
  const provisional = months.filter(({observation_status}) => observation_status === "provisional");
  const isWithheld = months.some(({observation_status}) => observation_status === "withheld");
  return [
    ...(provisional.length === 0
      ? []
      : [`速報：${provisional.map(({period_end}) => monthName(period_end)).join("、")}`]),
    ...(isWithheld ? [`${WITHHELD}：人数が少ないため公表しない値`] : []),
  ];
}

/** "R7.8" */
function monthName(day: string): string {
  return `${yearLabel({}, Number(day.slice(0, 4)))}.${monthOf(day)}`;
}

function monthOf(day: string): number {
  return Number(day.slice(5, 7));
}

/** In which of its own years an indicator is on a day. */
function yearOf(day: string, starts: number): number {
  return Number(day.slice(0, 4)) - (monthOf(day) < starts ? 1 : 0);
}
