import type {MartRow} from "../../schemas/marts.ts";

type Kpi = MartRow<"marts.dim_kpis">;
type Score = MartRow<"marts.fct_scoreboard">;
type Value = MartRow<"marts.fct_kpi_values">;

/** What a release says of the city: indicators, values of their scope, and years of a new definition. */
export interface Released {
  kpis: Kpi[];
  values: Value[];
  /** What people on course for a threshold came to in earlier years. */
  basis: MartRow<"marts.fct_year_end_basis">[];
  breaks: MartRow<"marts.dim_kpi_breaks">[];
}

interface Range {
  value: number;
  low: number;
  high: number;
}

/** A quarter's end as a councillor recomputes it with a pencil: README「状況はどう決まるか」 from base, target and values, and no model. */
export class Pencil {
  private readonly of: Released;

  constructor(of: Released) {
    this.of = of;
  }

  status(kpi: Kpi, year: number, value: number): Score["status"] {
    if (year <= kpi.pace_base_fiscal_year) return "start";
    const isUp = kpi.direction === "up";
    const [base, target] = [kpi.pace_base_value ?? Number.NaN, kpi.target_value ?? Number.NaN];
    const short = (level: number) => rounded(isUp ? level - value : value - level);
    if (short(target) <= 0) return "achieved";
    if (short(this.required(kpi, year)) <= 0) return "on_track";
    if (short(base) > 0) return "reversed";
    const band = rounded(kpi.near_band * Math.abs(target - base));
    return short(this.required(kpi, year)) <= (isWhole(kpi) ? Math.ceil(band) : band) + 1e-9
      ? "slightly_behind"
      : "behind";
  }

  /** On the straight line from base to target; of whole things the whole one that must be reached. */
  required(kpi: Kpi, year: number): number {
    const {pace_base_fiscal_year: start, target_fiscal_year: end} = kpi;
    const [base, target] = [kpi.pace_base_value ?? Number.NaN, kpi.target_value ?? Number.NaN];
    const level = base + ((target - base) * (Math.min(year, end) - start)) / (end - start);
    if (!isWhole(kpi)) return level;
    return kpi.direction === "up" ? Math.ceil(rounded(level)) : Math.floor(rounded(level));
  }

  latest({kpi_id}: Kpi, asOf: string): Value | undefined {
    return this.years(kpi_id).findLast(({period_end}) => period_end <= asOf);
  }

  private years(kpiId: string): Value[] {
    return this.of.values
      .filter(({kpi_id, period_kind, value}) => kpi_id === kpiId && period_kind === "year" && value !== null)
      .sort((one, other) => one.fiscal_year - other.fiscal_year);
  }

  private toDate(kpiId: string, periodEnd: string): Value | undefined {
    return this.of.values.find(
      (row) => row.kpi_id === kpiId && row.period_kind === "quarter" && row.period_end === periodEnd,
    );
  }

  private lastBreak(kpiId: string, year: number): number {
    const known = this.of.breaks.filter((row) => row.kpi_id === kpiId && row.fiscal_year <= year);
    return Math.max(0, ...known.map(({fiscal_year}) => fiscal_year));
  }

  /** People on course for a threshold, who are counted one by one; undefined where the city's value to date says more. */
  private onCourse(kpiId: string, asOf: string, year: number): number | undefined {
    const row = this.of.basis.find(
      (one) =>
        one.kpi_id === kpiId &&
        one.as_of_date === asOf &&
        one.fiscal_year === year &&
        one.year_end_method === "on_course",
    );
    return row?.from_value ?? undefined;
  }

  /** By what earlier years grew by, or still added. */
  yearEnd(kpi: Kpi, year: number, monthDay: string): Range | null {
    const asOf = `${year}-${monthDay}`;
    const now = this.toDate(kpi.kpi_id, asOf);
    if (now?.value == null) return null;
    const onCourse = this.onCourse(kpi.kpi_id, asOf, year);
    const from = Math.max(year - 5, this.lastBreak(kpi.kpi_id, year));
    const before = this.years(kpi.kpi_id).flatMap(({fiscal_year, value}) => {
      const toDate = this.toDate(kpi.kpi_id, `${fiscal_year}-${monthDay}`)?.value ?? null;
      const then = onCourse === undefined ? toDate : (this.onCourse(kpi.kpi_id, asOf, fiscal_year) ?? null);
      const isBefore = from <= fiscal_year && fiscal_year < year && then !== null;
      return isBefore ? [{then, end: value ?? 0}] : [];
    });
    const isAdded =
      onCourse === undefined &&
      (kpi.cumulative_since !== null || now.value <= 0 || before.some(({then}) => then <= 0));
    const steps = before
      .filter(({end}) => isAdded || end > 0)
      .map(({then, end}) => (isAdded ? end - then : Math.log(end / then)));
    if (steps.length < 2) return null;
    const center = mean(steps);
    const spread = Math.sqrt(
      mean(steps.map((step) => (step - center) ** 2)) * (steps.length / (steps.length - 1)),
    );
    const reach =
      studentT(steps.length - 1) *
      Math.max(spread, isAdded ? halfDigit(kpi) : 0) *
      Math.sqrt(1 + 1 / steps.length);
    const start = onCourse ?? now.value;
    const carry = (step: number) => (isAdded ? start + step : start * Math.exp(step));
    return bounded(kpi, now.denominator === null ? now.value : 0, [
      carry(center),
      carry(center - reach),
      carry(center + reach),
    ]);
  }

  /** From the last of up to five years, along the median slope that keeps nine tenths a year; null where the last two years contradict it. */
  ahead(kpi: Kpi, asOf: string): Range | "contradicted" | null {
    const last = this.latest(kpi, asOf);
    if (!last) return null;
    const since = this.lastBreak(kpi.kpi_id, last.fiscal_year);
    const known = this.years(kpi.kpi_id)
      .filter(({fiscal_year}) => since <= fiscal_year && fiscal_year <= last.fiscal_year)
      .slice(-5)
      .map(({fiscal_year, value}) => ({year: fiscal_year, value: value ?? 0}));
    const years = kpi.target_fiscal_year - last.fiscal_year;
    if (known.length < 4 || years <= 0) return null;
    const slope = median(
      known.flatMap((earlier, index) =>
        known.slice(index + 1).map((later) => (later.value - earlier.value) / (later.year - earlier.year)),
      ),
    );
    const changes = known.slice(1).map(({value}, index) => value - (known[index]?.value ?? 0));
    const [one = 0, other = 0] = changes.slice(-2);
    if (one * other > 0 && one * slope < 0) return "contradicted";
    let [value, step] = [last.value ?? 0, slope];
    for (let year = 0; year < years; year += 1) {
      step *= 0.9;
      value += step;
    }
    const usual = Math.max(halfDigit(kpi), Math.sqrt(mean(changes.map((change) => change ** 2))));
    const reach = studentT(changes.length) * usual * Math.sqrt(years);
    return bounded(kpi, kpi.cumulative_since === null ? 0 : (last.value ?? 0), [
      value,
      value - reach,
      value + reach,
    ]);
  }

  outlook(kpi: Kpi, ahead: Range | "contradicted" | null): Score["forecast_outlook"] {
    if (ahead === null) return "none";
    if (ahead === "contradicted") return "unclear";
    const target = kpi.target_value ?? Number.NaN;
    const reaches = (value: number) => rounded(kpi.direction === "up" ? target - value : value - target) <= 0;
    const [worse, better] = kpi.direction === "up" ? [ahead.low, ahead.high] : [ahead.high, ahead.low];
    if (reaches(worse)) return "likely";
    if (reaches(ahead.value)) return "rather_likely";
    return reaches(better) ? "rather_unlikely" : "unlikely";
  }
}

function bounded({unit, kpi_id}: Kpi, floor: number, ends: number[]): Range {
  const ceiling = unit === "%" && !MAY_EXCEED.includes(kpi_id) ? 100 : Number.POSITIVE_INFINITY;
  const [value = 0, low = 0, high = 0] = ends.map((end) => Math.max(floor, Math.min(ceiling, end)));
  return {value, low, high};
}

/** Fathers of children born before the year may take it, too (kpis.yaml, may_exceed_100). */
const MAY_EXCEED = ["male_parental_leave_rate"];

function isWhole({decimals, target_value}: Kpi): boolean {
  return decimals === 0 && Number.isInteger(target_value);
}

function halfDigit({decimals}: Kpi): number {
  return 10 ** -decimals / 2;
}

function mean(numbers: number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
}

function median(numbers: number[]): number {
  const sorted = [...numbers].sort((one, other) => one - other);
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle) - 1] ?? 0) + (sorted[Math.floor(middle)] ?? 0)) / 2;
}

function rounded(number: number): number {
  return Math.round(number * 1e9) / 1e9;
}

/** Quantile 0.9 of Student's t, found by adding up its density. */
function studentT(degrees: number): number {
  const density = (t: number) => (1 + (t * t) / degrees) ** (-(degrees + 1) / 2);
  const width = 1e-3;
  const strip = (from: number) => density(from + width / 2) * width;
  let half = 0;
  for (let t = 0; t < FAR; t += width) half += strip(t);
  // Of one degree of freedom (Cauchy's) much lies farther out.
  if (degrees === 1) half = Math.PI / 2;
  let [area, t] = [0, 0];
  for (; area + strip(t) < 0.8 * half; t += width) area += strip(t);
  return t + ((0.8 * half - area) / strip(t)) * width;
}

const FAR = 400;
