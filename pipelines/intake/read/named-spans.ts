import {halfWidth} from "../../../schemas/read-value.ts";

/** A stretch of time that a file name speaks of: [from, to), ISO dates. */
export interface NamedSpan {
  from: string;
  to: string;
  /** As it stands in the name. */
  text: string;
  /** 「12月分まで」: the months of the fiscal year before it belong to it. */
  isUpTo: boolean;
}

const UP_TO = /^(?:分|末)?[ _]*(?:まで|迄|累計)/;

/** Ways to write a period, the longest first: what one has taken is not read again by the next. Whole days are taken and mean nothing. */
const PATTERNS: {pattern: RegExp; span: ((parts: string[]) => [from: string, to: string]) | null}[] = [
  {pattern: /(?<![0-9])[12][0-9]{3}(?:1[0-2]|0[1-9])(?:[0-2][0-9]|3[01])(?![0-9])/g, span: null},
  {pattern: /(?<![0-9])[12][0-9]{3}([-._])(?:1[0-2]|0?[1-9])\1(?:3[01]|[0-2]?[0-9])(?![0-9])/g, span: null},
  {
    pattern: /(?<![A-Za-z])[RH][0-9]{1,2}([-._])(?:1[0-2]|0?[1-9])\1(?:3[01]|[0-2]?[0-9])(?![0-9])/g,
    span: null,
  },
  {
    pattern: /(?:令和|平成|[12][0-9])(?:[0-9]{1,2}|元)年(?:1[0-2]|0?[1-9])月(?:3[01]|[0-2]?[0-9])日/g,
    span: null,
  },
  {
    pattern: /(令和|平成|(?<![A-Za-z])[RH])([0-9]{1,2}|元)(?:年度?)?[ _]?(?:第|Q)([1-4])(?:四半期)?/g,
    span: ([era = "", year = "", quarter]) => quarterSpan(eraYear(era, year), Number(quarter)),
  },
  {
    pattern: /([12][0-9]{3})(?:年度?)?[ _]?(?:第|Q)([1-4])(?:四半期)?/g,
    span: ([year, quarter]) => quarterSpan(Number(year), Number(quarter)),
  },
  {
    pattern:
      /(令和|平成|(?<![A-Za-z])[RH]|(?<![0-9])[12][0-9](?=[0-9]{2}年度))([0-9]{1,2}|元)年度[ _]?([上下])半?期/g,
    span: ([era = "", year = "", half]) =>
      monthsFrom(/[0-9]/.test(era) ? Number(`${era}${year}`) : eraYear(era, year), half === "上" ? 4 : 10, 6),
  },
  {
    pattern: /(令和|平成|(?<![A-Za-z])[RH])([0-9]{1,2}|元)[-._年](1[0-2]|0?[1-9])(?:月|(?![0-9]))/g,
    span: ([era = "", year = "", month]) => monthsFrom(eraYear(era, year), Number(month), 1),
  },
  {
    pattern: /(?<![0-9])([12][0-9]{3})(?:[-._年](1[0-2]|0?[1-9])|(1[0-2]|0[1-9]))(?:月|(?![0-9]))/g,
    span: ([year, month, plain]) => monthsFrom(Number(year), Number(month ?? plain), 1),
  },
  {
    pattern: /(令和|平成|(?<![A-Za-z])[RH])([0-9]{1,2}|元)(?:年度|(?![0-9年]))/g,
    span: ([era = "", year = ""]) => monthsFrom(eraYear(era, year), 4, 12),
  },
  {
    pattern: /(?<![0-9])([12][0-9]{3})年度/g,
    span: ([year]) => monthsFrom(Number(year), 4, 12),
  },
];

/** The months, quarters and fiscal years that a file name speaks of; a whole day is when it was made and says nothing. */
export function namedSpans(fileName: string): NamedSpan[] {
  let rest = halfWidth(fileName)
    .replace(/[Ｒ]/g, "R")
    .replace(/[Ｈ]/g, "H")
    .replace(/[－―−‐]/g, "-");
  const spans: NamedSpan[] = [];
  for (const {pattern, span} of PATTERNS)
    rest = rest.replace(pattern, (text, ...groups: string[]) => {
      if (span) {
        const [from, to] = span(groups);
        const at = Number(groups.at(-2)) + text.length;
        spans.push({from, to, text, isUpTo: UP_TO.test(rest.slice(at))});
      }
      return " ".repeat(text.length);
    });
  return spans;
}

function eraYear(era: string, year: string): number {
  const offset = era === "令和" || era === "R" ? 2018 : 1988;
  return offset + (year === "元" ? 1 : Number(year));
}

function quarterSpan(fiscalYear: number, quarter: number): [string, string] {
  return monthsFrom(fiscalYear, 1 + quarter * 3, 3);
}

/** Months count on over the year's end. */
function monthsFrom(year: number, month: number, months: number): [string, string] {
  const day = (offset: number) => new Date(Date.UTC(year, month - 1 + offset, 1)).toISOString().slice(0, 10);
  return [day(0), day(months)];
}
