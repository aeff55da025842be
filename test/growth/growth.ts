import {readdirSync, statSync} from "node:fs";
import {dirname, join} from "node:path";
import type {Home} from "../../pipelines/home.ts";
import {FEW_CHIEFS, overtime, roster, runRelease, send, smallCity} from "../figures/small-city.ts";
import {HEADINGS} from "../models/tiny-city.ts";

/** How one simulated month went; sizes in bytes. */
export interface GrowthPoint {
  month: string;
  runMs: number;
  ledger: number;
  releases: number;
  archive: number;
  total: number;
}

/** Monthly runs of a small city from April 2025 on: each month's overtime, each April's roster, the clock handed in. */
export async function* grow(root: string, months: number): AsyncGenerator<GrowthPoint> {
  const home = smallCity(root);
  await runRelease(home, "2025-04-10T00:00:00Z");
  for (let index = 0; index < months; index += 1) {
    const month = new Date(Date.UTC(2025, 3 + index, 1)).toISOString().slice(0, 7);
    const files = {[`時間外_${month}.csv`]: [HEADINGS.overtime, ...overtime(month, "30:00")].join("\n")};
    const april = `${month}-01`;
    send(
      home,
      month.endsWith("-04") && index > 0
        ? {...files, [`名簿_${month}.csv`]: roster(april, FEW_CHIEFS)}
        : files,
    );
    const now = new Date(Date.UTC(2025, 4 + index, 10)).toISOString();
    const begun = performance.now();
    await runRelease(home, now);
    yield {month, runMs: performance.now() - begun, ...sizesOf(home)};
  }
}

function sizesOf(home: Home): Omit<GrowthPoint, "month" | "runMs"> {
  return {
    ledger: statSync(home.ledger).size,
    releases: sizeBelow(home.releases),
    archive: sizeBelow(home.archive),
    total: sizeBelow(dirname(home.ledger)),
  };
}

function sizeBelow(folder: string): number {
  return readdirSync(folder, {recursive: true, withFileTypes: true})
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
}
