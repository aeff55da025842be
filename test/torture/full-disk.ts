import {spawnSync} from "node:child_process";
import {rmSync, statfsSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import {run} from "../../pipelines/build/run.ts";
import {overtime, send, smallCity} from "../figures/small-city.ts";
import {HEADINGS} from "../models/tiny-city.ts";
import {brokenPromises, unfinishedWork} from "./expect-whole.ts";

/*
 * node full-disk.ts FOLDER tmpfs|ulimit BYTES…: in FOLDER, whose file system is small, a city publishes, runs out of space
 * once for each number of bytes (left on the disk, or that a file may have), and goes on when there is some again. Ends
 * with "nothing broken".
 */
const [folder = "", kind = "", ...sizes] = process.argv.slice(2);
const ACTING = fileURLToPath(new URL("./acting-process.ts", import.meta.url));
/** Bytes in a block of the shell's limit. */
const BLOCK = 512;
const SILENT = {info: () => {}, warn: () => {}, progress: () => {}};
const NOW = new Date("2025-06-02T00:00:00Z");
const RUN = [process.execPath, ACTING, join(folder, "home"), "run", NOW.toISOString()];
const ANY_SIZE = 'exec "$0" "$@"';
const ballast = join(folder, "ballast");

const home = smallCity(join(folder, "home"));
await run({home, now: NOW, log: SILENT});
send(home, {"時間外_5月訂正.csv": [HEADINGS.overtime, ...overtime("2024-05", "40:00")].join("\n")});

for (const left of sizes.map(Number)) {
  if (kind === "tmpfs") fillUpTo(left);
  const {status, stderr} = spawnSync("sh", ["-c", kind === "tmpfs" ? ANY_SIZE : smallerThan(left), ...RUN], {
    encoding: "utf8",
  });
  process.stdout.write(`${left} bytes left: exit ${status} ${stderr.split("\n")[0]}\n`);
  if (status !== 3 && status !== 0) throw new Error(stderr);
  if (status === 3 && !/今の公開版は、前と同じ |今の公開版は \S+ です/.test(stderr))
    throw new Error(`it is not told which release is current: ${stderr}`);
  await mustBe([], await brokenPromises(home, new Map()));
  rmSync(ballast, {force: true});
}
await run({home, now: NOW, log: SILENT});
await mustBe([], [...(await brokenPromises(home, new Map())), ...(await unfinishedWork(home))]);
process.stdout.write("nothing broken\n");

/** The same for a process that may write no file of more bytes. */
function smallerThan(bytes: number): string {
  return `ulimit -f ${Math.ceil(bytes / BLOCK)} && ${ANY_SIZE}`;
}

/** Leaves so many bytes of the file system free. */
function fillUpTo(left: number): void {
  const {bavail, bsize} = statfsSync(folder);
  writeFileSync(ballast, Buffer.alloc(Math.max(0, bavail * bsize - left)));
}

async function mustBe(wanted: string[], found: string[]): Promise<void> {
  if (found.join("\n") !== wanted.join("\n")) throw new Error(found.join("\n"));
}
