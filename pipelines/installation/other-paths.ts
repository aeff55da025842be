import {existsSync, statSync} from "node:fs";
import {dirname, join, relative} from "node:path";
import {readSmallFile} from "./plain-file.ts";

/** Lists what is mounted where, on Linux (proc_pid_mountinfo(5)). */
const MOUNTS = "/proc/self/mountinfo";
const LONGEST_LIST = 10_000_000;

interface Mount {
  device: string;
  /** The folder of the file system that stands there. */
  top: string;
  point: string;
}

/** By which other paths a place is reached whose file system, or a folder of it, is mounted several times. None elsewhere than on Linux. */
export function otherPathsOf(real: string): string[] {
  const mounts = (readSmallFile(MOUNTS, LONGEST_LIST) ?? "").split("\n").flatMap(mountOf);
  const here = mounts
    .filter(({point}) => isBelow(point, real))
    .reduce<Mount | undefined>(innermost, undefined);
  if (!here) return [];
  const inside = join(here.top, relative(here.point, real));
  return mounts
    .filter(({device, top, point}) => device === here.device && point !== here.point && isBelow(top, inside))
    .map(({top, point}) => join(point, relative(top, inside)))
    .filter((path) => isSame(path, real));
}

function mountOf(line: string): Mount[] {
  const [, , device, top, point] = line.split(" ");
  return device !== undefined && top !== undefined && point !== undefined
    ? [{device, top: plain(top), point: plain(point)}]
    : [];
}

/** Blanks and the like stand there as "\040". */
function plain(path: string): string {
  return path.replace(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)));
}

/** The later of two at the same point hides the earlier. */
function innermost(found: Mount | undefined, next: Mount): Mount {
  return found && found.point.length > next.point.length ? found : next;
}

function isBelow(folder: string, path: string): boolean {
  return folder === "/" || path === folder || path.startsWith(`${folder}/`);
}

/** Of what is not there yet, the folder that it will stand in. */
function isSame(one: string, other: string): boolean {
  if (!existsSync(other)) return dirname(other) !== other && isSame(dirname(one), dirname(other));
  const [first, second] = [one, other].map((path) => statSync(path, {throwIfNoEntry: false, bigint: true}));
  return first !== undefined && first.dev === second?.dev && first.ino === second.ino;
}
