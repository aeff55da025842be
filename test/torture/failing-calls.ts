import fs, {type PathLike} from "node:fs";
import {syncBuiltinESMExports} from "node:module";
import {isMainThread} from "node:worker_threads";

/*
 * Loaded before a program (node --import): of its calls to the file system that concern the folder KAIKAKU_FAULT_ROOT,
 * the one numbered KAIKAKU_FAULT_AT fails as a disk fails, or with KAIKAKU_FAULT_KILLS the process is killed before it. What was called is written to KAIKAKU_FAULT_CALLS, a line each. Calls of the
 * engine itself are not seen: full-disk.ts has those.
 */
let root = process.env.KAIKAKU_FAULT_ROOT ?? "/nowhere";
let at = Number(process.env.KAIKAKU_FAULT_AT ?? 0);
const CALLS = process.env.KAIKAKU_FAULT_CALLS;
const KILLS = process.env.KAIKAKU_FAULT_KILLS === "yes";

type Call = (...given: never[]) => unknown;
type Module = Record<string, Call>;

/** What a disk answers, by what was asked of it. */
const ANSWERS: Record<string, string> = {
  open: "EMFILE",
  read: "EIO",
  readFile: "EIO",
  readdir: "EIO",
  stat: "EIO",
  lstat: "EIO",
  fstat: "EIO",
  realpath: "EIO",
  write: "ENOSPC",
  writeFile: "ENOSPC",
  appendFile: "ENOSPC",
  copyFile: "ENOSPC",
  ftruncate: "EIO",
  fsync: "EIO",
  rename: "EIO",
  link: "EIO",
  mkdir: "ENOSPC",
  mkdtemp: "ENOSPC",
  rm: "EBUSY",
  unlink: "EBUSY",
  chmod: "EPERM",
};

const original = {...fs} as unknown as Module;
const descriptors = new Map<number, string>();
let count = 0;

/** For a process of several pieces of work: counts anew, the calls of another folder. */
export function strikeAt(folder: string, number: number): void {
  root = folder;
  at = number;
  count = 0;
}

function concerned(first: unknown): string | undefined {
  const path = typeof first === "number" ? descriptors.get(first) : String(first as PathLike);
  return path?.startsWith(root) ? path.slice(root.length) : undefined;
}

/** Counts a call; says whether this one fails. */
function isStruck(name: string, first: unknown): boolean {
  const path = concerned(first);
  if (path === undefined || !isMainThread) return false;
  count += 1;
  if (CALLS) original.appendFileSync?.(...([CALLS, `${name}\t${path}\t${caller()}\n`] as never[]));
  if (count === at && KILLS) process.kill(process.pid, "SIGKILL");
  return count === at;
}

function caller(): string {
  const line = (new Error("here").stack ?? "")
    .split("\n")
    .find((each) => /\/(pipelines|reports|commands)\//.test(each));
  return line?.replace(/^.*\/(pipelines|reports|commands)\//, "$1/").replace(/\)$/, "") ?? "?";
}

/** Node names the file, except where it had opened it before. */
function fault(name: string, first: unknown): Error {
  const code = ANSWERS[name] as string;
  const call = name.replace(/File$/, "");
  const isOpened = typeof first === "number" || call !== name;
  const said = `${code}: told by the test, ${call}`;
  if (isOpened) return Object.assign(new Error(said), {code, syscall: call});
  return Object.assign(new Error(`${said} '${String(first)}'`), {code, syscall: call, path: String(first)});
}

/** A full disk takes half of what it is given. */
function writeHalf(name: string, given: unknown[]): void {
  const [to, content] = given;
  if (!/^(write|append)File/.test(name) || (typeof content !== "string" && !Buffer.isBuffer(content))) return;
  original[`${name}Sync`]?.(...([to, content.slice(0, content.length / 2)] as never[]));
}

for (const name of Object.keys(ANSWERS)) {
  const sync = original[`${name}Sync`] as Call;
  (fs as unknown as Module)[`${name}Sync`] = (...given: never[]) => {
    if (isStruck(name, given[0])) {
      writeHalf(name, given);
      throw fault(name, given[0]);
    }
    const result = sync(...given);
    if (name === "open") descriptors.set(result as number, String(given[0]));
    return result;
  };
  const later = (fs.promises as unknown as Module)[name];
  if (later)
    (fs.promises as unknown as Module)[name] = async (...given: never[]) => {
      if (isStruck(name, given[0])) throw fault(name, given[0]);
      return await later.apply(fs.promises, given);
    };
}
Object.assign((fs as unknown as Module).realpathSync as object, {native: fs.realpathSync});
syncBuiltinESMExports();
