/** A process of its own in which ClickHouse runs the steps of a file, since an engine that lies in the same memory as another is none to trust as a witness. */
import {readFileSync} from "node:fs";
import {createRequire} from "node:module";
import {join} from "node:path";

/** A statement; with a name, the relation that it makes. */
export interface Step {
  name: string | null;
  sql: string;
}

export interface Job {
  /** Folder with the package `chdb` in its node_modules. */
  library: string;
  /** For what the engine keeps beside the memory. */
  folder: string;
  steps: Step[];
}

/** Of each named step, milliseconds or what the engine said against it; of the engine, its version. */
export type Said = {name: string; milliseconds: number} | {name: string; against: string} | {version: string};

interface Session {
  query(sql: string, format?: string): string;
}

const [file = ""] = process.argv.slice(2);
const {library, folder, steps}: Job = JSON.parse(readFileSync(file, "utf8"));
const {Session} = createRequire(join(library, "package.json"))("chdb") as {
  Session: new (folder: string) => Session;
};
const session = new Session(folder);
const say = (said: Said) => void process.stdout.write(`${JSON.stringify(said)}\n`);
say({version: session.query("select version()", "TSV").trim()});
for (const {name, sql} of steps) {
  const start = performance.now();
  try {
    session.query(sql);
    if (name !== null) say({name, milliseconds: performance.now() - start});
  } catch (error) {
    const against = error instanceof Error ? error.message : String(error);
    if (name === null) throw new Error(`${against}\n${sql}`);
    say({name, against});
  }
}
// The engine's own threads would keep the process.
process.exit();
