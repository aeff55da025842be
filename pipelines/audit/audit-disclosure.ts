import {catalogTables} from "../../schemas/catalog.ts";
import {checkedRows} from "../catalog/catalog-file.ts";
import {readKpiCatalog} from "../catalog/kpi-catalog.ts";
import {insertRows} from "../engine/insert-rows.ts";
import type {Warehouse} from "../engine/open.ts";
import type {Home} from "../installation/home.ts";
import {publishedReleases} from "../releases/history.ts";
import {wholeReleaseFile} from "../releases/must-be-whole.ts";
import {type Attack, attack, type Picture, type Sighting} from "./attack.ts";
import {loadSolver, type Solve} from "./solver.ts";
import {toldByPublished, toldHere} from "./told-overtime.ts";
import {type Block, blocksIn, type Part, type ToldRow} from "./told-sums.ts";

/** What was found in one part of one block. */
export interface Finding extends Omit<Block, "pictures"> {
  part: Part;
  attack: Attack;
  /** Those that what was published before gives away just as closely. */
  before: Set<Sighting>;
}

/** What the releases of an installation tell, the newest first; each is attached, read and let go. */
export async function publishedRows(warehouse: Warehouse, home: Home): Promise<ToldRow[][]> {
  const releases: ToldRow[][] = [];
  for (const {releaseId} of publishedReleases(home).toReversed()) {
    await warehouse.attach(wholeReleaseFile(home, releaseId), "published");
    try {
      releases.push(await toldByPublished(warehouse, home.city));
    } finally {
      await warehouse.detach("published");
    }
  }
  return releases;
}

/**
 * Attacks what the marts of a warehouse and every earlier release tell together, and fills disclosure.undone with the counts
 * that can be worked out. The marts must be built.
 */
export async function auditCandidate(warehouse: Warehouse, home: Home): Promise<void> {
  const before = await publishedRows(warehouse, home);
  const here = await toldHere(warehouse, home.city);
  const found = await audit({city: home.city, releases: [here, ...before], before});
  await insertRows(warehouse, {table: "disclosure.undone", columns: UNDONE, rows: found.flatMap(undoneRows)});
}

const UNDONE = {
  kpi_id: "varchar",
  scope_id: "varchar",
  fiscal_year: "integer",
  bureau_code: "varchar",
  after_day: "date",
  period_end: "date",
  counted_part: "varchar",
  lowest: "double",
  highest: "double",
  needed_width: "double",
  was_told_before: "boolean",
};

function undoneRows({kpiId, scopeId, fiscalYear, part, attack: {undone}, before}: Finding) {
  return undone.map((sighting) => ({
    kpi_id: kpiId,
    scope_id: scopeId,
    fiscal_year: fiscalYear,
    bureau_code: sighting.bureau,
    after_day: sighting.after,
    period_end: sighting.end,
    counted_part: part,
    lowest: sighting.low,
    highest: sighting.high,
    needed_width: sighting.bar,
    was_told_before: before.has(sighting),
  }));
}

interface Asked {
  city: string;
  /** What readers have, the newest first. */
  releases: ToldRow[][];
  /** What they had before the newest. */
  before: ToldRow[][];
}

/** Attacks every block of the indicators whose counts by bureau are protected (city/privacy.csv). */
export async function audit({city, releases, before}: Asked): Promise<Finding[]> {
  const leastOf = protectedIndicators(city);
  const isProtected = ({kpi_id}: ToldRow) => leastOf.has(kpi_id);
  const [now, then] = [releases, before].map((told) =>
    blocksIn(told.map((rows) => rows.filter(isProtected))),
  ) as [Block[], Block[]];
  const solve = await loadSolver();
  const earlier = new Map(then.map((block) => [nameOf(block), block]));
  return now.flatMap(({pictures, ...block}) => {
    const least = leastOf.get(block.kpiId) ?? 0;
    const known = earlier.get(nameOf(block))?.pictures;
    return [...pictures].flatMap(([part, picture]) => {
      const found = attacked(picture, least, solve);
      return [
        {
          ...block,
          part,
          attack: found,
          before: givenAway(found.undone, beforeOf(picture, known?.get(part)), {least, solve}),
        },
      ];
    });
  });
}

/** Smallest count that is shown, of each indicator whose counts are protected together. */
function protectedIndicators(city: string): Map<string, number> {
  const rules = checkedRows(city, "privacy.csv", catalogTables.privacy);
  const least = new Map(
    rules
      .filter(
        ({shown_by_bureau, sums_shown, min_cell}) => shown_by_bureau && sums_shown && Number(min_cell) > 0,
      )
      .map(({domain, min_cell}) => [String(domain), Number(min_cell)]),
  );
  return new Map(
    readKpiCatalog(city).kpis.flatMap(({id, privacy}) => {
      const own = least.get(privacy);
      return own === undefined ? [] : [[id, own] as const];
    }),
  );
}

function nameOf({kpiId, scopeId, fiscalYear}: Pick<Block, "kpiId" | "scopeId" | "fiscalYear">): string {
  return JSON.stringify([kpiId, scopeId, fiscalYear]);
}

/** Numbers that were corrected do not agree with those of before: then a reader keeps to what the city's sums leave room for. */
function attacked(picture: Picture, least: number, solve: Solve): Attack {
  const found = attack(picture, least, solve);
  if (found) return found;
  const cityOnly = picture.sums.filter(({bureau}) => bureau === null);
  return (
    attack({...picture, sums: cityOnly}, least, solve) ?? {
      undone: [],
      narrowest: null,
      secrets: 0,
      programmes: 0,
    }
  );
}

/** The same bureaus and days as now, also those that had no row before: that they were missing told as much. */
function beforeOf({bureaus, ends}: Picture, known: Picture | undefined): Picture | undefined {
  return known && {bureaus, ends, sums: known.sums};
}

function givenAway(
  undone: Sighting[],
  before: Picture | undefined,
  {least, solve}: {least: number; solve: Solve},
): Set<Sighting> {
  if (undone.length === 0 || before === undefined) return new Set();
  const then = attacked(before, least, solve).undone;
  const isAsClose = (sighting: Sighting) =>
    then.some(
      (other) =>
        other.bureau === sighting.bureau &&
        other.after === sighting.after &&
        other.end === sighting.end &&
        other.high - other.low <= sighting.high - sighting.low + 1e-6,
    );
  return new Set(undone.filter(isAsClose));
}
