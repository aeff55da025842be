import {spawnSync} from "node:child_process";
import {rmSync, statfsSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import {run} from "../../pipelines/build/run.ts";
import {overtime, send, smallCity} from "../figures/small-city.ts";
import {HEADINGS} from "../models/tiny-city.ts";
import {brokenPromises, unfinishedWork} from "./expect-whole.ts";

/*
 * node full-disk.ts FOLDER tmpfs|ulimit: in FOLDER, whose file system is small, a city publishes, runs out of space and
 * goes on when there is some again. Ends with "nothing broken".
 */
const [folder = "", kind = ""] = process.argv.slice(2);
const ACTING = fileURLToPath(new URL("./acting-process.ts", import.meta.url));
const SILENT = {info: () => {}, warn: () => {}, progress: () => {}};
const NOW = new Date("2025-06-02T00:00:00Z");
const ballast = join(folder, "ballast");

const home = smallCity(join(folder, "home"));
await run({home, now: NOW, log: SILENT});
send(home, {"時間外_5月訂正.csv": [HEADINGS.overtime, ...overtime("2024-05", "40:00")].join("\n")});

for (const left of [0, 2_000_000]) {
  if (kind === "tmpfs") fillUpTo(left);
  const {status, stderr} = spawnSync(
    process.execPath,
    [ACTING, join(folder, "home"), "run", NOW.toISOString()],
    {
      encoding: "utf8",
    },
  );
  process.stdout.write(`${left} bytes left: exit ${status} ${stderr.split("\n")[0]}\n`);
  if (status !== 3 && status !== 0) throw new Error(stderr);
  await mustBe([], await brokenPromises(home, new Map()));
  rmSync(ballast, {force: true});
}
await run({home, now: NOW, log: SILENT});
await mustBe([], [...(await brokenPromises(home, new Map())), ...(await unfinishedWork(home))]);
process.stdout.write("nothing broken\n");

/** Leaves so many bytes of the file system free. */
function fillUpTo(left: number): void {
  const {bavail, bsize} = statfsSync(folder);
  writeFileSync(ballast, Buffer.alloc(Math.max(0, bavail * bsize - left)));
}

async function mustBe(wanted: string[], found: string[]): Promise<void> {
  if (found.join("\n") !== wanted.join("\n")) throw new Error(found.join("\n"));
}
