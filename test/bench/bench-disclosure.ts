import {auditCandidate} from "../../pipelines/audit/audit-candidate.ts";
import {transform} from "../../pipelines/build/transform.ts";
import {type Cell, readCells} from "../../pipelines/disclosure/cells.ts";
import {chooseTold} from "../../pipelines/disclosure/choose-told.ts";
import type {Sums} from "../../pipelines/disclosure/readers-table.ts";
import {verdictsOfYear} from "../../pipelines/disclosure/verdicts.ts";
import type {Home} from "../../pipelines/installation/home.ts";
import {createRandom, type Random} from "../../sample/random.ts";
import {limited, within} from "./tell.ts";

const SILENT = {info: () => {}, warn: () => {}, progress: () => {}};
const IDENTITY = {releaseId: "2024-10-08-000000", createdOn: "2024-10-08"};

/** Choosing what is told of bureaus, and attacking it: the sample city, a quarter later, and ten dense years of six domains. */
export async function measureDisclosure(home: Home): Promise<string[]> {
  const {warehouse} = await transform(home, IDENTITY, SILENT);
  try {
    const cells = await readCells(warehouse);
    const first = cells.map((cell) => ({...cell, told_status: null}));
    const choosing = timed(() => choose(first));
    const start = performance.now();
    await auditCandidate(warehouse, home);
    const attacking = performance.now() - start;
    return [
      limited("what the sample city tells of bureaus, chosen and attacked", choosing + attacking, 5000),
      limited(
        "the same chosen again, earlier years told",
        timed(() => choose(cells)),
        1000,
      ),
      ...dense(),
    ];
  } finally {
    warehouse.close();
  }
}

function choose(cells: Cell[]): void {
  const years = Map.groupBy(cells, (one) => JSON.stringify([one.kpi_id, one.fiscal_year]));
  for (const year of years.values()) verdictsOfYear(year);
}

function timed(work: () => void): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

const [DOMAINS, YEARS, BUREAUS, QUARTERS] = [6, 10, 29, 4];

/** Counts of few and of many people in every bureau and quarter, each with what it is out of. */
function dense(): string[] {
  const random = createRandom("dense counts");
  const tables = Array.from({length: DOMAINS * YEARS}, () => denseTable(random));
  const milliseconds = timed(() => {
    for (const table of tables) chooseTold(table, {least: 5, isZeroSmall: true});
  });
  const megabytes = process.resourceUsage().maxRSS / 1024;
  const what = `${DOMAINS} domains × ${YEARS} years × ${BUREAUS} bureaus × ${QUARTERS} quarters`;
  return [
    limited(`choosing among ${what}`, milliseconds, 60_000),
    `most memory of the process so far: ${within(megabytes, "MB", 1000)}`,
  ];
}

function denseTable(random: Random) {
  const steps = Array.from({length: QUARTERS}, (_, step) => step);
  const most = Array.from({length: BUREAUS}, () => random.pick([2, 5, 10, 20, 60]));
  const all = most.map((people) => steps.map(() => random.between(0, people)));
  const took = all.map((counts) => counts.map((count) => random.between(0, count)));
  const rest = all.map((counts, unit) => counts.map((count, step) => count - (took[unit]?.[step] ?? 0)));
  return {
    parts: [took, all, rest].map((counts) => toDate(counts)),
    known: all.map((counts) => counts.map(() => false)),
    steps: steps.toReversed(),
  };
}

function toDate(counts: number[][]): Sums {
  const units = counts.map((steps) => steps.map((_, to) => sum(steps.slice(0, to + 1))));
  return {units, city: (units[0] ?? []).map((_, step) => sum(units.map((sums) => sums[step] ?? 0)))};
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
