import {createHash} from "node:crypto";
import {existsSync, readFileSync} from "node:fs";
import {join, posix} from "node:path";
import {z} from "zod";
import {addAll} from "../../schemas/add-all.ts";
import type {Program} from "../../schemas/release-manifest.ts";
import {PROJECT} from "../catalog/sql-files.ts";

/** Files whose imports lead to all that bears on figures: on the way from the ledger to a release, and from a file to the ledger. */
const ROOTS = {
  calculation: ["pipelines/build/candidate.ts", "pipelines/ledger/version.ts"],
  reading: ["pipelines/intake/load/ingest-file.ts"],
};

const ENGINE = "@duckdb/node-api";
/** The engine has an entry of its own. */
const ENGINE_PACKAGES = /^@duckdb\//;

let running: Program | undefined;

/** The program that runs: as it was when it was first asked for, like the code itself. */
export function currentProgram(): Program {
  running ??= programIn(PROJECT);
  return running;
}

/** How a program is named to people: "0.1.0（3f9c1a）". */
export function programName({version, calculation}: Program): string {
  return `${version}（${calculation.slice(0, 6)}）`;
}

const packageFile = z.object({version: z.string(), dependencies: z.record(z.string(), z.string())});

/**
 * Reads the program that lies in a folder. Its parts are named by their text, without regard to line endings, so that
 * the same program has the same name on every system; a changed comment makes another program, too, which costs one
 * building that gives the same rows. Packages that it imports count by their version.
 */
export function programIn(project: string): Program {
  const {version, dependencies} = packageFile.parse(
    JSON.parse(readFileSync(join(project, "package.json"), "utf8")),
  );
  const part = (roots: string[]) => {
    const {texts, packages} = sourcesFrom(project, roots);
    const versions = packages
      .filter((name) => !ENGINE_PACKAGES.test(name))
      .map((name): [string, string] => [name, dependencies[name] ?? ""]);
    return hashOf([...texts, ...versions]);
  };
  return {
    version,
    engine: dependencies[ENGINE] ?? "",
    calculation: part(ROOTS.calculation),
    reading: part(ROOTS.reading),
  };
}

/** Names in the order of their letters, whatever the file system's is. */
function hashOf(parts: [name: string, text: string][]): string {
  const hash = createHash("sha256");
  for (const [name, text] of parts.sort(([one], [other]) => (one < other ? -1 : 1)))
    hash.update(`${name}\n${text.replaceAll("\r\n", "\n")}\n`);
  return hash.digest("hex");
}

/** What a module needs when it runs; types leave nothing behind. */
const NEEDS =
  /^(?:import|export)\s(?!type\b)[^;]*?\bfrom\s+"([^"]+)"|^import\s+"([^"]+)"|\bimport\("([^"]+)"\)|new URL\("([^"]+\.ts)", import\.meta\.url\)/gm;

/** Names of statements: "ledger.next_batch_id" stands in sql/ledger/next_batch_id.sql. */
const STATEMENTS = /"((?:ledger|releases)\.\w+)"/g;

/** Files of the project with all that they import, directly or not, and the statements they name. Throws when one is missing. */
export function sourcesFrom(
  project: string,
  roots: string[],
): {texts: [file: string, text: string][]; packages: string[]} {
  const texts = new Map<string, string>();
  const packages = new Set<string>();
  const waiting = [...roots];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (texts.has(file)) continue;
    const text = readFileSync(join(project, file), "utf8");
    texts.set(file, text);
    for (const [, name = ""] of text.matchAll(STATEMENTS)) addAll(waiting, statementFile(project, name));
    for (const match of text.matchAll(NEEDS)) {
      const needed = match.slice(1).find((name) => name !== undefined) ?? "";
      if (needed.startsWith(".")) waiting.push(posix.join(posix.dirname(file), needed));
      else if (!needed.startsWith("node:")) packages.add(packageOf(needed));
    }
  }
  return {texts: [...texts], packages: [...packages]};
}

/** "@scope/name" of "@scope/name/part", "name" of "name/part". */
function packageOf(specifier: string): string {
  return specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
}

/** Tables have names of that form, too. */
function statementFile(project: string, name: string): string[] {
  const file = `sql/${name.replace(".", "/")}.sql`;
  return existsSync(join(project, file)) ? [file] : [];
}
