import type {Contract} from "../../../schemas/contract.ts";
import {smallest} from "../../../schemas/extremes.ts";
import {monthsOfPeriod} from "../../../schemas/period-months.ts";
import {periodName} from "../../../schemas/period-name.ts";
import {someOf} from "../../../schemas/some-of.ts";
import type {Warehouse} from "../../engine/open.ts";
import {type AbsentUnit, missingUnits} from "../../ledger/absent-units.ts";
import {answerAmong, type Hold, question} from "../../ledger/hold.ts";
import type {NewBatch} from "./earlier-batches.ts";
import {bureausOn, judgeable} from "./known-references.ts";
import {type FormerPart, PERIODS_BEFORE} from "./periods-before.ts";
import {type BatchUnits, unitsOfBatch} from "./units-of-batch.ts";

/** The word for a file of some bureaus, whose others are still to come. */
const PART = "一部";
/** The word for a file that is all there is, although some bureaus are not in it. */
const WHOLE = "全体";

/** Whether a person has said how much of its periods a file is. */
export function isShareSaid({readAs}: NewBatch): boolean {
  return answerAmong([PART, WHOLE], readAs) !== undefined;
}

/**
 * How many people (rows, where bureaus send sums) a bureau must have had in each of those periods for its absence to be no
 * chance: where there are fewer periods to go by, more.
 */
const FEWEST = {people: {all: 5, fewer: 8}, rows: {all: 1, fewer: 2}};

/** Bureaus that were in each of the periods before and are in none of the batch's rows. */
export async function absentUnits(
  ledger: Warehouse,
  {contract, batchId, periods, readAs}: NewBatch,
  before: FormerPart[],
): Promise<AbsentUnit[]> {
  const by = unitsBy(contract);
  const first = periods.toSorted()[0];
  if (
    by === undefined ||
    first === undefined ||
    before.length === 0 ||
    answerAmong([WHOLE], readAs) !== undefined
  )
    return [];
  if (!(await judgeable(ledger, contract)).some(({to}) => to === by.to)) return [];
  const usual = await usualUnits(ledger, by, before);
  const mine = new Set((await unitsOfBatch(ledger, {...by, batchId})).map(({unit}) => unit));
  const lacking = [...usual].filter(([unit]) => !mine.has(unit));
  if (lacking.length === 0) return [];
  const valid = await bureausOn(ledger, first);
  const absent = lacking.filter(([unit]) => valid.size === 0 || valid.has(unit));
  return periods.flatMap((period) => absent.map(([unit, usual_count]) => ({period, unit, usual_count})));
}

/**
 * Asked of a file that is the first for its periods and lacks bureaus that always sent. One that says that there was nothing
 * is taken at its word.
 */
export async function lonePartQuestions(
  ledger: Warehouse,
  {contract, readAs, isNone}: NewBatch,
  absent: AbsentUnit[],
): Promise<Hold[]> {
  const said = [PART, WHOLE].filter((word) => answerAmong([word], readAs) !== undefined);
  const period = absent[0]?.period;
  if (period === undefined || isNone)
    return said.length > 0 ? [{kind: "question", text: "一部の課の分か、全部か", answers: said}] : [];
  const units = await unitsText(ledger, contract, absent);
  const found = `${periodName(monthsOfPeriod(contract), period)}のはじめてのファイルですが、これまで毎回あった${units}の行がありません`;
  return [question(found, {[PART]: "ほかの課からも届く", [WHOLE]: "これで全部"})];
}

/** What a first report of nothing means for bureaus that always had something: told, since it counts at once. */
export async function noneNotes(
  ledger: Warehouse,
  {contract, isNone}: NewBatch,
  absent: AbsentUnit[],
): Promise<string[]> {
  if (!isNone || absent.length === 0) return [];
  const units = await unitsText(ledger, contract, absent);
  return [`これまで毎回あった${units}の分も、別に届くまでは0件とします`];
}

/** Bureaus missing in the first of the periods: 財政局（これまで12人以上）、消防局（これまで9人以上） ほか3局区. */
async function unitsText(ledger: Warehouse, contract: Contract, absent: AbsentUnit[]): Promise<string> {
  const period = absent[0]?.period ?? "";
  const names = await bureausOn(ledger, period);
  const counter = COUNTER[unitsBy(contract)?.kind ?? "people"];
  const units = absent
    .filter((one) => one.period === period)
    .map(({unit, usual_count}) => `${names.get(unit) ?? unit}（これまで${usual_count}${counter}以上）`);
  return someOf(units.slice(0, SHOWN), units.length, "局区");
}

/**
 * Whether a file is the one, or one of those, that a period still waits for: every bureau in it is missing there. Then nobody
 * need be asked whether it counts beside the others.
 */
export async function isAwaited(ledger: Warehouse, {contract, batchId, periods}: NewBatch): Promise<boolean> {
  const missing = (await missingUnits(ledger)).filter(({source}) => source === contract.source);
  const by = unitsBy(contract);
  if (by === undefined || !periods.every((period) => missing.some((one) => one.period === period)))
    return false;
  if (!(await judgeable(ledger, contract)).some(({to}) => to === by.to)) return false;
  const units = (await unitsOfBatch(ledger, {...by, batchId})).filter(({unit}) => unit !== null);
  return (
    units.length > 0 &&
    units.every(({period, unit}) => missing.some((one) => one.period === period && one.unit === unit))
  );
}

const COUNTER = {people: "人", rows: "行"};
const SHOWN = 5;

interface UnitsBy extends Omit<BatchUnits, "batchId"> {
  kind: "people" | "rows";
}

/** Sources of each month or quarter that name people or bureaus. */
function unitsBy({source, references = [], ...contract}: Contract): UnitsBy | undefined {
  const months = monthsOfPeriod({source, references, ...contract});
  if (months !== 1 && months !== 3) return undefined;
  const to = references.map((reference) => reference.to);
  if (to.includes("bureau_name")) return {source, kind: "rows", to: "bureau_name"};
  if (to.includes("staff_number")) return {source, kind: "people", to: "staff_number"};
  return undefined;
}

/** Bureaus of each of the periods, with the fewest that any of them had. */
async function usualUnits(
  ledger: Warehouse,
  by: UnitsBy,
  before: FormerPart[],
): Promise<Map<string, number>> {
  const periods = new Set(before.map(({period}) => period));
  const counts = new Map<string, Map<string, number>>();
  for (const {period, batchId} of before)
    for (const {unit, count, ...one} of await unitsOfBatch(ledger, {...by, batchId})) {
      if (one.period !== period || unit === null) continue;
      const ofUnit = counts.get(unit) ?? new Map<string, number>();
      ofUnit.set(period, (ofUnit.get(period) ?? 0) + count);
      counts.set(unit, ofUnit);
    }
  const fewest = FEWEST[by.kind][periods.size === PERIODS_BEFORE ? "all" : "fewer"];
  return new Map(
    [...counts]
      .filter(([, ofUnit]) => ofUnit.size === periods.size)
      .map(([unit, ofUnit]): [string, number] => [unit, smallest(ofUnit.values())])
      .filter(([, count]) => count >= fewest),
  );
}
