import type {MonthlyTable} from "../../schemas/kept-readings.ts";
import {agrees, attack, type Few, type Picture, type Sighting, type ToldSum, type Unit} from "./attack.ts";
import {loadSolver, type Solve} from "./solver.ts";

/** What several releases together tell of one month, limit and scope. */
export interface MonthFinding
  extends Pick<MonthlyTable, "mart" | "fiscal_year" | "month" | "rule_id" | "scope_id"> {
  /** Bureaus, and pairs of them, that are withheld and whose people can be told exactly. */
  undone: Sighting[];
  /** Those of them that earlier releases gave away already. */
  before: Set<Sighting>;
  programmes: number;
}

/** A count of people of a bureau with people enough is no secret, nor that nobody is: what is one is a small bureau's own count. */
const EXACTLY: Few = {least: 0.5, isZeroSmall: false};

/**
 * Attacks each month that not all releases hide the same bureaus of, or that hides fewer than three: one told later, or counted as another,
 * may leave a single one, or two that know each other. `releases`: the newest first.
 */
export async function attackMonths(
  releases: MonthlyTable[][],
  before: MonthlyTable[][],
): Promise<MonthFinding[]> {
  const solve = await loadSolver();
  const earlier = Map.groupBy(before.flat(), nameOf);
  return [...Map.groupBy(releases.flat(), nameOf)].flatMap(([name, all]) => {
    const tables = ofTheSamePeople(all);
    const [newest] = tables;
    if (!newest || isQuiet(newest, tables)) return [];
    const {mart, fiscal_year, month, rule_id, scope_id} = newest;
    const found = attacked(tables, solve);
    const then =
      found.undone.length === 0 ? [] : attacked(ofTheSamePeople(earlier.get(name) ?? []), solve).undone;
    const known = new Set(then.map(({unit}) => unit));
    const given = new Set(found.undone.filter(({unit}) => known.has(unit)));
    return [{mart, fiscal_year, month, rule_id, scope_id, ...found, before: given}];
  });
}

/** Whether three or more bureaus hide, and always hid, together: their own counts are in no other sum. */
function isQuiet({hidden_bureaus}: MonthlyTable, tables: MonthlyTable[]): boolean {
  const hidden = hidden_bureaus.join();
  return (
    hidden_bureaus.length !== 1 &&
    hidden_bureaus.length !== 2 &&
    tables.every((table) => table.hidden_bureaus.join() === hidden)
  );
}

/** Without those of before there was a bureau that is told of by now: nobody can say whether its people were counted, and where. */
function ofTheSamePeople([newest, ...older]: MonthlyTable[]): MonthlyTable[] {
  if (!newest) return [];
  const now = bureausOf(newest);
  return [newest, ...older.filter((table) => now.every((bureau) => bureausOf(table).includes(bureau)))];
}

function bureausOf({told_bureaus, hidden_bureaus}: MonthlyTable): string[] {
  return [...told_bureaus, ...hidden_bureaus];
}

function nameOf({mart, fiscal_year, month, rule_id, scope_id}: MonthlyTable): string {
  return JSON.stringify([mart, fiscal_year, month, rule_id, scope_id]);
}

function attacked(tables: MonthlyTable[], solve: Solve): {undone: Sighting[]; programmes: number} {
  if (tables.length === 0) return {undone: [], programmes: 0};
  const {secrets, ...picture} = pictureOf(tables, solve);
  const found = attack(picture, EXACTLY, solve);
  if (!found) return {undone: [], programmes: 0};
  return {undone: found.undone.filter(({unit}) => secrets.has(unit)), programmes: found.programmes};
}

/**
 * Unknown is what each bureau has that any release tells apart; secret, what one that is withheld has, or two of them. What an older
 * release said is a fact as far as all of it agrees with what was said since: else somebody was corrected, nobody knows of whom.
 */
function pictureOf(tables: MonthlyTable[], solve: Solve): Picture & {secrets: Set<string>} {
  const known = new Set(tables.flatMap(bureausOf));
  const end = tables[0]?.month ?? "";
  const units = new Map<string, Unit>();
  const unitOf = (bureaus: string[], {countsAlso}: MonthlyTable, kind = "") => {
    const also = bureaus.flatMap((bureau) => countsAlso[bureau] ?? []).filter((code) => known.has(code));
    const all = [...new Set([...bureaus, ...also])].sort();
    const name = `${all.join("+")}${kind}`;
    units.set(name, {name, bureaus: all, spans: [{after: null, end}]});
    return name;
  };
  const said = tables.map((table) =>
    saidIn(table).map(({bureaus, count, kind}) => ({
      unit: unitOf(bureaus, table, kind),
      after: null,
      end,
      count,
    })),
  );
  const told = new Set(tables.flatMap(({told_bureaus}) => told_bureaus));
  const secrets = tables.flatMap((table) =>
    secretsIn(table, known, told).map((secret) => unitOf(secret, table)),
  );
  const picture = {bureaus: [...known].sort(), ends: [end], units: [...units.values()]};
  const sums: ToldSum[] = [];
  for (const table of said) {
    const more = table.filter((sum) => !sums.some(({unit}) => unit === sum.unit));
    if (agrees({...picture, sums: [...sums, ...more]}, solve)) for (const sum of more) sums.push(sum);
  }
  return {...picture, sums, secrets: new Set(secrets)};
}

interface Said {
  bureaus: string[];
  count: number;
  /** Added to the name of those that hide together: a single one is not told by that. */
  kind?: string;
}

/** Every bureau that a table tells, and those together that it hides. */
function saidIn({told_bureaus, told_people, hidden_bureaus, hidden_people}: MonthlyTable): Said[] {
  const told = told_bureaus.map((bureau, index) => ({bureaus: [bureau], count: told_people[index] ?? 0}));
  return hidden_people === null
    ? told
    : [...told, {bureaus: hidden_bureaus, count: hidden_people, kind: " together"}];
}

/**
 * Each bureau that a table hides, and each two of them; of one that counts others by now, those others, which another table has. Where one
 * was ever told, two are no closer than the other.
 */
function secretsIn(
  {hidden_bureaus, countsAlso}: MonthlyTable,
  known: Set<string>,
  told: Set<string>,
): string[][] {
  const single = hidden_bureaus.filter(
    (bureau) => !(countsAlso[bureau] ?? []).some((code) => known.has(code)),
  );
  const never = single.filter((bureau) => !told.has(bureau));
  const pairs = never.flatMap((bureau, index) => never.slice(index + 1).map((other) => [bureau, other]));
  return [...single.map((bureau) => [bureau]), ...pairs];
}
