import {fiscalYearOf, shiftedDay} from "../../schemas/fiscal-time.ts";
import {type Level, nearestIn} from "../../schemas/targets/target.ts";

/** A level at a point of time; `atYear` 2023 is the end of the fiscal year 2023 (31 March 2024). */
interface Point {
  atYear: number;
  value: number;
}

/** What of a level the line goes by. */
type Aim = Pick<Level, "low" | "high"> & {fiscal_year: number; by?: string | null};

/** What of an indicator its line goes by. */
export interface Way<Target extends Aim> {
  base: {value: number | null; fiscal_year: number; on?: string | null};
  pace_from?: {value: number; fiscal_year: number} | undefined;
  milestones: Aim[];
  target: Target & {has_road: boolean};
  target_revisions: (Target & {decided_on: string})[];
}

/**
 * The target in force between two days (ISO dates; null: until further notice) and the line that leads to it; no points where the
 * target has no line (what holds in every year), or none begins (a base that nobody states).
 */
export interface RequiredPath<Target> {
  validFrom: string;
  validTo: string | null;
  target: Target;
  points: Point[];
}

const ALWAYS = "1900-01-01";

/**
 * The required line of an indicator and how later decisions bent it: from the base over the milestones to the target,
 * straight in between; from the day of a revision straight from where the line was to the new target. What was required
 * before a decision never changes. Into a range it leads by its nearest edge, and stays where it is inside.
 */
export function requiredPaths<Target extends Aim>(way: Way<Target>): RequiredPath<Target>[] {
  const {target, target_revisions} = way;
  const lines = [{validFrom: ALWAYS, target: target as Target, points: firstLine(way)}];
  for (const revision of target_revisions) {
    const before = lines.at(-1)?.points ?? [];
    lines.push({validFrom: revision.decided_on, target: revision, points: bentLine(before, revision)});
  }
  return lines.map((line, index) => ({...line, validTo: dayBefore(lines[index + 1]?.validFrom)}));
}

function firstLine<Target extends Aim>({base, pace_from, milestones, target}: Way<Target>): Point[] {
  const start = pace_from ?? base;
  if (start.value === null || !target.has_road) return [];
  const points: Point[] = [
    {
      atYear: endOf({fiscal_year: start.fiscal_year, by: pace_from ? null : (base.on ?? null)}),
      value: start.value,
    },
  ];
  for (const aim of [...milestones, target])
    points.push({atYear: endOf(aim), value: nearestIn(aim, points.at(-1)?.value ?? start.value)});
  return points;
}

function bentLine(before: Point[], revision: Aim & {decided_on: string}): Point[] {
  if (before.length === 0) return [];
  const bendAt = yearsAt(revision.decided_on);
  const bend = {atYear: bendAt, value: levelAt(before, bendAt)};
  const kept = before.filter(({atYear}) => atYear < bendAt);
  return [...kept, bend, {atYear: endOf(revision), value: nearestIn(revision, bend.value)}];
}

function endOf({by, fiscal_year}: Pick<Aim, "by" | "fiscal_year">): number {
  return by ? yearsAt(by) : fiscal_year;
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
  return iso === undefined ? null : shiftedDay(iso, -1);
}
