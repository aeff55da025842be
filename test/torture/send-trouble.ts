import {spawnSync} from "node:child_process";
import {existsSync, symlinkSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import type {Random} from "../../sample/random.ts";

/** What somebody may drop into an inbox that is no file of ours: each must be put aside, and the rest go on. */
const TROUBLES: ((inbox: string, number: number) => void)[] = [
  (inbox, number) => writeFileSync(join(inbox, `${"あ".repeat(80)}${number}.csv`), "何でもない"),
  (inbox, number) => writeFileSync(join(inbox, `\u001b[2J見え\nない${number}.csv`), "何でもない"),
  (inbox, number) =>
    writeFileSync(
      Buffer.concat([
        Buffer.from(join(inbox, "/")),
        Buffer.from([0x8e, 0x9e, 0xff]),
        Buffer.from(`${number}.csv`),
      ]),
      "",
    ),
  (inbox, number) => spawnSync("mkfifo", [join(inbox, `管${number}.csv`)]),
  (inbox, number) => {
    const path = join(inbox, `よそ${number}.csv`);
    if (!existsSync(path)) symlinkSync("/etc/passwd", path);
  },
];

export function sendTrouble({home, random}: {home: {inbox: string}; random: Random}): void {
  random.pick(TROUBLES)(home.inbox, random.below(1000));
}
