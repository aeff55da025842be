import {catalogTables} from "../../schemas/catalog.ts";
import {FORGETFUL, type QuietMemory} from "../../schemas/kept-build.ts";
import {checkedRows} from "../catalog/catalog-file.ts";
import {readKpiCatalog} from "../catalog/kpi-catalog.ts";
import {type Attack, agreeing, attack, type Few, type Picture, type Sighting} from "./attack.ts";
import {loadSolver, type Solve} from "./solver.ts";
import {type Block, blocksIn, type Part, type ToldRow} from "./told-sums.ts";

/** What was found in one part of one block. */
export interface Finding extends Omit<Block, "pictures"> {
  part: Part;
  attack: Attack;
  /** Those that what was published before gives away just as closely. */
  before: Set<Sighting>;
}

interface Asked {
  rules: Rules;
  /** What readers have, the newest first. */
  releases: ToldRow[][];
  /** What they had before the newest. */
  before: ToldRow[][];
  /** Pictures that were attacked before, in which nothing could be worked out, are passed over. */
  memory?: QuietMemory;
}

/** How the counts of an indicator are protected. */
interface Rule extends Few {
  /** Whether those who are counted in the denominator only are people to protect, too. */
  hasComplement: boolean;
}

/** Indicator → rule, of those whose counts by bureau are protected together. */
export type Rules = Map<string, Rule>;

/** Attacks every block of the indicators that have a rule. */
export async function audit({rules, releases, before, memory = FORGETFUL}: Asked): Promise<Finding[]> {
  const isProtected = ({kpi_id}: ToldRow) => rules.has(kpi_id);
  const [now, then] = [releases, before].map((told) =>
    blocksIn(
      told.map((rows) => rows.filter(isProtected)),
      releases,
    ),
  ) as [Block[], Block[]];
  const solve = await loadSolver();
  const earlier = new Map(then.map((block) => [nameOf(block), block]));
  const found: Finding[] = [];
  for (const {pictures, ...block} of now) {
    const rule = rules.get(block.kpiId);
    const known = earlier.get(nameOf(block))?.pictures;
    for (const [part, picture] of pictures) {
      if (!rule || (part === "others" && !rule.hasComplement)) continue;
      const looked = {
        name: `attack ${nameOf(block)} ${part}`,
        text: JSON.stringify({picture, rule}),
        dependsOn: [],
      };
      if (await memory.isQuiet(looked)) continue;
      const attacks = attacked(picture, rule, solve);
      if (attacks.undone.length === 0) await memory.noteQuiet(looked);
      const given = givenAway(attacks.undone, beforeOf(picture, known?.get(part)), {rule, solve});
      found.push({...block, part, attack: attacks, before: given});
    }
  }
  return found;
}

/** The rules of a city's folder (privacy.csv). */
export function rulesOf(city: string): Rules {
  const domains = new Map(
    checkedRows(city, "privacy.csv", catalogTables.privacy)
      .filter(
        ({shown_by_bureau, sums_shown, min_cell}) => shown_by_bureau && sums_shown && Number(min_cell) > 0,
      )
      .map(({domain, min_cell, zero_small, complement}) => [
        String(domain),
        {least: Number(min_cell), isZeroSmall: zero_small === true, hasComplement: complement === true},
      ]),
  );
  return new Map(
    readKpiCatalog(city).kpis.flatMap(({id, privacy}) => {
      const own = domains.get(privacy);
      return own === undefined ? [] : [[id, own] as const];
    }),
  );
}

function nameOf({kpiId, scopeId, fiscalYear}: Pick<Block, "kpiId" | "scopeId" | "fiscalYear">): string {
  return JSON.stringify([kpiId, scopeId, fiscalYear]);
}

/** Numbers that were corrected do not agree with those of before: then a reader keeps to the newest that do. */
function attacked(picture: Picture, rule: Rule, solve: Solve): Attack {
  return (
    attack(picture, rule, solve) ??
    attack(agreeing(picture, solve), rule, solve) ?? {undone: [], narrowest: null, secrets: 0, programmes: 0}
  );
}

/**
 * The same bureaus and days as now, also those that had no row before: that they were missing told as much. With the city's numbers of
 * now: they are corrected at once, and what was told of bureaus before cannot be taken back.
 */
function beforeOf(picture: Picture, known: Picture | undefined): Picture | undefined {
  if (!known) return undefined;
  const ofCity = picture.sums.filter(({unit}) => unit === null);
  return {...picture, sums: [...ofCity, ...known.sums.filter(({unit}) => unit !== null)]};
}

function givenAway(
  undone: Sighting[],
  before: Picture | undefined,
  {rule, solve}: {rule: Rule; solve: Solve},
): Set<Sighting> {
  if (undone.length === 0 || before === undefined) return new Set();
  const then = attacked(before, rule, solve).undone;
  const isAsClose = (sighting: Sighting) =>
    then.some(
      (other) =>
        other.unit === sighting.unit &&
        other.after === sighting.after &&
        other.end === sighting.end &&
        other.high - other.low <= sighting.high - sighting.low + 1e-6,
    );
  return new Set(undone.filter(isAsClose));
}
