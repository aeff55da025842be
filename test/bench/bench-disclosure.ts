import {join} from "node:path";
import {auditCandidate} from "../../pipelines/audit/audit-candidate.ts";
import {transform} from "../../pipelines/build/transform.ts";
import {type Cell, readCells} from "../../pipelines/disclosure/cells.ts";
import {verdictsOfYear} from "../../pipelines/disclosure/verdicts.ts";
import type {Home} from "../../pipelines/installation/home.ts";
import {DENSE} from "./dense-counts.ts";
import {runMeasured} from "./run-cli.ts";
import {limited, within} from "./tell.ts";

const DENSE_PROGRAM = join(import.meta.dirname, "choose-dense.ts");
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
      ...dense(home),
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

/** In a process of its own: the memory is that of the choosing, not of the engine that counted the sample city. */
function dense(home: Home): string[] {
  const {milliseconds, megabytes} = runMeasured(home.root, [DENSE_PROGRAM]);
  return [
    limited(`choosing among ${DENSE}, start included`, milliseconds, 60_000),
    `most memory of its process: ${within(megabytes, "MB", 1000)}`,
  ];
}
