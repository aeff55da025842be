import {chmodSync, mkdirSync, renameSync, statSync, writeFileSync} from "node:fs";
import {basename, join} from "node:path";
import type {Home} from "../../pipelines/installation/home.ts";
import {inboxFiles} from "../../pipelines/intake/load/inbox.ts";
import {stampOf} from "../../pipelines/intake/read/file-stamp.ts";
import type {Random} from "../../sample/random.ts";

/** What a process leaves that is killed in moments too short to be met by chance. */
const LEFT: ((home: Home, waiting: string, random: Random) => void)[] = [
  // On its way out of the inbox; also what an earlier program left.
  (home, waiting, random) => {
    const mark = random.chance(0.5) ? "" : `-${String(random.below(1e9)).padStart(16, "0")}`;
    const folder = join(home.inbox, `.leaving${mark}`);
    mkdirSync(folder, {recursive: true});
    chmodSync(folder, 0o777);
    renameSync(waiting, join(folder, basename(waiting)));
  },
  // While it was read: the note of it, and one that the power cut short.
  (home, waiting, random) => {
    const reading = {name: basename(waiting), stamp: stampOf(waiting), starts: random.between(1, 2)};
    noteReading(home, JSON.stringify([reading]));
  },
  (home) => noteReading(home, '[{"name": "時間'),
];

/** Leaves one of the waiting files as a killed process might. */
export function leaveHalf({home, random}: {home: Home; random: Random}): void {
  const waiting = inboxFiles(home);
  if (waiting.length === 0) return;
  random.pick(LEFT)(home, random.pick(waiting), random);
}

function noteReading({scratch}: Home, text: string): void {
  // Before the first run of a crowd there is none.
  if (!statSync(scratch, {throwIfNoEntry: false})) return;
  const file = join(scratch, "being-read.json");
  writeFileSync(file, text);
  chmodSync(file, 0o666);
}
