import {largest, smallest} from "../../schemas/extremes.ts";
import {fiscalYearOf, japaneseDate} from "../../schemas/fiscal-time.ts";
import {formatYear} from "../values/format.ts";
import {chartYears} from "./bureau-card-tables.ts";
import type {BureauCard, BureauIndicator} from "./read-bureau-cards.ts";

/** What the marks of the second page's charts mean; only those that occur. */
export function bureauChartNotes(card: BureauCard): string[] {
  const {indicators, scorecard} = card;
  const first = scorecard.programme.first_fiscal_year;
  const years = indicators.flatMap((indicator) => indicator.years);
  const isAny = (status: string) => years.some(({observation_status}) => observation_status === status);
  const marks = [
    years.some(({fiscal_year}) => fiscal_year < first) ? "薄い棒：プログラム開始前" : "",
    isAny("provisional") ? "斜線：速報値" : "",
    isAny("withheld") ? "x：人数が少ないため示さない値" : "",
  ];
  const breaks = indicators.flatMap(breakNote);
  return [
    marks.filter((mark) => mark !== "").join("　"),
    breaks.length === 0 ? "" : `縦の破線：数え方が変わり、前後は比べられない（${breaks.join("、")}）。`,
    ...organisationNotes(card),
  ].filter((note) => note !== "");
}

/** Reorganisations between two columns of the charts, which all count by today's bureaus. */
function organisationNotes({indicators, scorecard: {organisationChanges}}: BureauCard): string[] {
  const years = indicators.flatMap(chartYears);
  const [first, last] = [smallest(years), largest(years)];
  const changes = organisationChanges.filter(({changed_on}) => {
    const year = fiscalYearOf(changed_on);
    return year > first && year <= last;
  });
  if (changes.length === 0) return [];
  const texts = changes.map(({changed_on, note}) => `${japaneseDate(changed_on)}　${note}`);
  return [`組織の改正：${texts.join("、")}。前の年度の値も、今の組織で数えている。`];
}

/** Breaks between two columns of the chart. */
function breakNote(own: BureauIndicator): string[] {
  const {kpi, breaks} = own.indicator;
  const years = chartYears(own);
  return breaks
    .filter(({fiscal_year}) => years.indexOf(fiscal_year) > 0)
    .map(({fiscal_year}) => `${kpi.short_name}は${formatYear(fiscal_year)}から`);
}
