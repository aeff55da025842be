import {readdirSync, statSync} from "node:fs";
import {join} from "node:path";
import type {Home} from "../../pipelines/installation/home.ts";
import {
  FEW_CHIEFS,
  ledgerRows,
  overtime,
  roster,
  runRelease,
  send,
  smallCity,
} from "../figures/small-city.ts";
import {HEADINGS} from "../models/tiny-city.ts";

/** How one simulated month went; sizes in bytes. */
export interface GrowthPoint {
  month: string;
  runMs: number;
  /** Processor time of the run: what it costs whatever else the machine does. */
  cpuMs: number;
  ledger: number;
  releases: number;
  archive: number;
  total: number;
  /** Rows in the ledger's overtime table, and those of them that no figure rests on. */
  rawRows: number;
  unusedRows: number;
}

/** Monthly runs of a small city from April 2025 on: each month's overtime, each April's roster, the clock handed in. */
export async function* grow(root: string, months: number): AsyncGenerator<GrowthPoint> {
  const home = smallCity(root);
  await runRelease(home, "2025-04-10T00:00:00Z");
  for (let index = 0; index < months; index += 1) {
    const month = new Date(Date.UTC(2025, 3 + index, 1)).toISOString().slice(0, 7);
    const files: Record<string, string> = {
      [`時間外_${month}.csv`]: [HEADINGS.overtime, ...overtime(month, "30:00")].join("\n"),
    };
    // Every second month is sent again with a correction.
    if (index % 2 === 1)
      files[`時間外_${month}_訂正.csv`] = [HEADINGS.overtime, ...overtime(month, "31:00")].join("\n");
    const april = `${month}-01`;
    send(
      home,
      month.endsWith("-04") && index > 0
        ? {...files, [`名簿_${month}.csv`]: roster(april, FEW_CHIEFS)}
        : files,
    );
    const now = new Date(Date.UTC(2025, 4 + index, 10)).toISOString();
    const [begun, spent] = [performance.now(), process.cpuUsage()];
    await runRelease(home, now);
    const {user, system} = process.cpuUsage(spent);
    const times = {runMs: performance.now() - begun, cpuMs: (user + system) / 1000};
    yield {month, ...times, ...sizesOf(home), ...(await rowsOf(home))};
  }
}

async function rowsOf(home: Home): Promise<Pick<GrowthPoint, "rawRows" | "unusedRows">> {
  const [row] = await ledgerRows(
    home,
    `select count(*)::integer as raw_rows,
       count(*) filter (batch_id not in (select batch_id from intake.current_periods))::integer as unused_rows
     from raw.overtime`,
  );
  return {rawRows: Number(row?.raw_rows), unusedRows: Number(row?.unused_rows)};
}

function sizesOf(home: Home): Pick<GrowthPoint, "ledger" | "releases" | "archive" | "total"> {
  return {
    ledger: statSync(home.ledger).size,
    releases: sizeBelow(home.releases),
    archive: sizeBelow(home.archive),
    total: sizeBelow(home.root),
  };
}

function sizeBelow(folder: string): number {
  return readdirSync(folder, {recursive: true, withFileTypes: true})
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
}
