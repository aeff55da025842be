import {UserError} from "./errors.ts";
import {fiscalYearCode, parseFiscalYear} from "./fiscal-time.ts";

/** What one figure is: an indicator's value for one period, scope and bureau (null: the city). */
export interface FigureId {
  kpi_id: string;
  fiscal_year: number;
  period_kind: "year" | "quarter" | "month";
  /** ISO date. */
  period_end: string;
  scope_id: string;
  bureau_code: string | null;
}

/** A figure as a person types it; without a scope it is the indicator's official one. */
export interface TypedFigure {
  kpiId: string;
  fiscalYear: number;
  /** "" for the year, "Q2" to the end of a quarter, "M07" for a month. */
  period: string;
  bureauCode: string | null;
  scopeId: string | undefined;
}

/**
 * The short name of a figure, the same in every release: "F-paper_sheets-R5" (the year), "F-paper_sheets-R6Q2" (the
 * year to the quarter's end), "-B1010" for a bureau, "-Sall_authorities" for another scope than the official one.
 */
export function figureCode(figure: FigureId, officialScope: string): string {
  const bureau = figure.bureau_code === null ? "" : `-B${figure.bureau_code}`;
  const scope = figure.scope_id === officialScope ? "" : `-S${figure.scope_id}`;
  return `F-${figure.kpi_id}-${fiscalYearCode(figure.fiscal_year)}${periodSuffix(figure)}${bureau}${scope}`;
}

function periodSuffix({period_kind, period_end}: FigureId): string {
  const month = Number(period_end.slice(5, 7));
  switch (period_kind) {
    case "year":
      return "";
    case "quarter":
      return `Q${1 + Math.floor(((month + 8) % 12) / 3)}`;
    case "month":
      return `M${period_end.slice(5, 7)}`;
    default:
      return period_kind satisfies never;
  }
}

const CODE =
  /^f-([a-z][a-z0-9_]*)-((?:r|h)[0-9]{1,2}|[0-9]{4})(q[1-4]|m[0-9]{2})?(?:-b(.+?))?(?:-s([a-z][a-z0-9_]*))?$/;

/** Whether a text is meant as the code of an indicator's figure, rather than as words. */
export function isFigureCode(text: string): boolean {
  return plainCode(text).startsWith("f-");
}

function plainCode(text: string): string {
  return text
    .normalize("NFKC")
    .replace(/[‐‑‒–—―−ー]/g, "-")
    .trim()
    .toLowerCase();
}

/** Reads a code in any letter case, also in full-width signs. UserError with an example otherwise. */
export function parseFigureCode(text: string): TypedFigure {
  const plain = plainCode(text);
  const [, kpiId, year, period = "", bureau, scopeId] = CODE.exec(plain) ?? [];
  if (kpiId === undefined || year === undefined)
    throw new UserError(
      `「${text}」は数値の記号として読めません。例: F-指標の記号-R5（年度）、` +
        "F-指標の記号-R6Q2（第2四半期末まで）、F-指標の記号-R5-B1010（局区）",
    );
  return {
    kpiId,
    fiscalYear: parseFiscalYear(year.toUpperCase()),
    period: period.toUpperCase(),
    bureauCode: bureau?.toUpperCase() ?? null,
    scopeId,
  };
}

/** Whether a figure is the one that was typed. */
export function isTypedFigure(typed: TypedFigure, figure: FigureId, officialScope: string): boolean {
  return (
    typed.kpiId === figure.kpi_id &&
    typed.fiscalYear === figure.fiscal_year &&
    typed.period === periodSuffix(figure) &&
    sameBureau(typed.bureauCode, figure.bureau_code) &&
    (typed.scopeId ?? officialScope) === figure.scope_id
  );
}

/** A bureau without a code is called by its name, which may have ー. */
function sameBureau(typed: string | null, code: string | null): boolean {
  return typed === null || code === null ? typed === code : plainCode(typed) === plainCode(code);
}
