import {DAY_MS, fiscalYearOf} from "../../schemas/fiscal-time.ts";
import type {KpiCatalog} from "../../schemas/kpi.ts";

type Kpi = Pick<
  KpiCatalog["kpis"][number],
  "base" | "pace_from" | "milestones" | "target" | "target_revisions"
>;

/** A level at a point of time; `atYear` 2023 is the end of the fiscal year 2023 (31 March 2024). */
interface Point {
  atYear: number;
  value: number;
}

/** The line on which an indicator should be, in force between two days (ISO dates; null: until further notice). */
export interface RequiredPath {
  validFrom: string;
  validTo: string | null;
  points: Point[];
}

const ALWAYS = "1900-01-01";

/**
 * The required line of an indicator and how later decisions bent it: from the base over the milestones to the target,
 * straight in between; from the day of a revision straight from where the line was to the new target. What was required
 * before a decision never changes. Without a base there is no line.
 */
export function requiredPaths({base, pace_from, milestones, target, target_revisions}: Kpi): RequiredPath[] {
  const start = pace_from ?? base;
  if (start.value === null) return [];
  const levels = [{...start, value: start.value}, ...milestones, target];
  const first: Point[] = levels.map(({fiscal_year, value}) => ({atYear: fiscal_year, value}));
  const lines = [{validFrom: ALWAYS, points: first}];
  for (const revision of target_revisions) {
    const before = lines.at(-1)?.points ?? first;
    const bendAt = yearsAt(revision.decided_on);
    const bend = {atYear: bendAt, value: levelAt(before, bendAt)};
    const kept = before.filter(({atYear}) => atYear < bendAt);
    const end = {atYear: revision.fiscal_year, value: revision.value};
    lines.push({validFrom: revision.decided_on, points: [...kept, bend, end]});
  }
  return lines.map((line, index) => ({...line, validTo: dayBefore(lines[index + 1]?.validFrom)}));
}

/** Level of a line at a time; before its start and after its end it stays level. */
function levelAt(points: Point[], atYear: number): number {
  const next = points.findIndex((point) => point.atYear > atYear);
  const [left, right] = [points[next === -1 ? points.length - 1 : next - 1], points[next]];
  if (!left) return points[0]?.value ?? Number.NaN;
  if (!right) return left.value;
  return left.value + ((right.value - left.value) * (atYear - left.atYear)) / (right.atYear - left.atYear);
}

/** 2024-03-31 → 2023, 2024-09-30 → about 2023.5. */
function yearsAt(iso: string): number {
  const day = Date.parse(iso);
  const fiscalYear = fiscalYearOf(iso);
  const start = Date.UTC(fiscalYear, 2, 31);
  const end = Date.UTC(fiscalYear + 1, 2, 31);
  return fiscalYear - 1 + (day - start) / (end - start);
}

function dayBefore(iso: string | undefined): string | null {
  return iso === undefined ? null : new Date(Date.parse(iso) - DAY_MS).toISOString().slice(0, 10);
}
