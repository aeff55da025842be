import {spawn} from "node:child_process";
import {once} from "node:events";
import {
  chmodSync,
  closeSync,
  copyFileSync,
  existsSync,
  openSync,
  readFileSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import {openReadOnly, openWritable} from "../../pipelines/engine/open.ts";
import {faultIn} from "../../pipelines/installation/faults.ts";
import {makeNewer} from "./newer-file.ts";

/*
 * node provoke.ts FOLDER: brings the pinned engine and the operating system to say each kind of fault, with real files,
 * and prints as JSON which kind was made of it.
 */
const [folder = ""] = process.argv.slice(2);
const whole = join(folder, "whole.duckdb");
await make();
process.stdout.write(
  JSON.stringify({
    locked: await locked(),
    damaged: await damaged(),
    full: await full(),
    forbidden: await forbidden(),
    missing: await missing(),
    newer: await newer(),
    exhausted: await exhausted(),
    failed: await failed(),
    none: await none(),
  }),
);

async function make(): Promise<void> {
  const engine = await openWritable(whole);
  await engine.run(
    "create table lines as select range as line, md5(range::varchar) as text from range(200000)",
  );
  engine.close();
}

/** The kind of what the work ends with; "nothing" for a good end. */
async function kindOf(work: () => unknown): Promise<string> {
  try {
    await work();
    return "nothing";
  } catch (error) {
    return faultIn(error)?.kind ?? `none: ${error instanceof Error ? error.message : error}`;
  }
}

async function readThrough(file: string): Promise<void> {
  const engine = await openReadOnly(file);
  try {
    await engine.rows("select max(hash(lines)) from lines");
  } finally {
    engine.close();
  }
}

function copied(name: string): string {
  const file = join(folder, name);
  copyFileSync(whole, file);
  return file;
}

async function locked(): Promise<string[]> {
  const file = copied("locked.duckdb");
  const holder = spawn(process.execPath, [
    fileURLToPath(new URL("./hold-database.ts", import.meta.url)),
    file,
  ]);
  await once(holder.stdout, "data");
  const kinds = [await kindOf(() => openWritable(file)), await kindOf(() => openReadOnly(file))];
  holder.kill("SIGKILL");
  const mine = await openWritable(copied("mine.duckdb"));
  kinds.push(await kindOf(() => openWritable(join(folder, "mine.duckdb"))));
  mine.close();
  return kinds;
}

async function damaged(): Promise<string[]> {
  const size = readFileSync(whole).length;
  const kinds: string[] = [];
  for (const place of [0, 20, 5000, 9000, 15_000, size >> 1, size - 200_000]) {
    const file = copied("damaged.duckdb");
    const handle = openSync(file, "r+");
    writeSync(handle, "written by something else", place);
    kinds.push(await kindOf(() => readThrough(file)));
  }
  for (const length of [0, 100, 5000, 13_000, size >> 1]) {
    const file = copied("cut.duckdb");
    truncateSync(file, length);
    kinds.push(await kindOf(() => readThrough(file)));
  }
  return kinds;
}

/** A device that is always full, where the system has it. */
async function full(): Promise<string[]> {
  if (!existsSync("/dev/full")) return [];
  const engine = await openWritable(":memory:");
  const kinds = [
    await kindOf(() => engine.run("copy (from range(100000)) to '/dev/full' (format csv)")),
    await kindOf(() => writeFileSync("/dev/full", "x")),
  ];
  engine.close();
  return kinds;
}

async function forbidden(): Promise<string[]> {
  const file = copied("closed.duckdb");
  chmodSync(file, 0);
  return [
    await kindOf(() => openWritable(file)),
    await kindOf(() => openReadOnly(file)),
    await kindOf(() => readFileSync(file)),
  ];
}

async function missing(): Promise<string[]> {
  const nowhere = join(folder, "nowhere", "x.duckdb");
  const engine = await openWritable(":memory:");
  const kinds = [
    await kindOf(() => openWritable(nowhere)),
    await kindOf(() => openReadOnly(nowhere)),
    await kindOf(() => engine.attach(nowhere, "other")),
    await kindOf(() => engine.run(`from '${nowhere}.parquet'`)),
    await kindOf(() => readFileSync(nowhere)),
  ];
  engine.close();
  return kinds;
}

async function newer(): Promise<string[]> {
  const file = copied("newer.duckdb");
  makeNewer(file);
  return [await kindOf(() => openReadOnly(file)), await kindOf(() => openWritable(file))];
}

/** Every file that the system lets this process open is open; the account's own limit is low enough to reach it. */
async function exhausted(): Promise<string[]> {
  const open: number[] = [];
  const kind = await kindOf(() => {
    for (;;) open.push(openSync(whole, "r"));
  });
  for (const descriptor of open) closeSync(descriptor);
  return [kind];
}

/** Whatever else the system refuses is told as such, never as a fault of the program. */
async function failed(): Promise<string[]> {
  const loop = join(folder, "loop");
  symlinkSync(loop, loop);
  return [
    await kindOf(() => readFileSync(folder)),
    await kindOf(() => readFileSync(loop)),
    await kindOf(() => readFileSync(join(folder, "x".repeat(300)))),
  ];
}

/** Words of a fault in somebody's data are no fault. */
async function none(): Promise<string[]> {
  const engine = await openWritable(":memory:");
  const kinds = [
    await kindOf(() => engine.run("select cast('IO Error: Could not set lock on file' as integer)")),
    await kindOf(() => engine.run(`select "No space left on device" from range(1)`)),
    await kindOf(() => engine.run("select error('Corrupt database file')")),
  ];
  engine.close();
  return kinds.map((kind) => kind.slice(0, 5));
}
