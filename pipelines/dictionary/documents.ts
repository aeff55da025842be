import {existsSync, readdirSync, readFileSync} from "node:fs";
import {dirname, join} from "node:path";
import {fileURLToPath} from "node:url";
import type {DictionaryDocument} from "../../schemas/dictionary.ts";
import {marts} from "../../schemas/marts.ts";

const PROJECT = fileURLToPath(new URL("../..", import.meta.url));

/**
 * Commands that show marts, with the marts they read, found by following each command's imports through reports/: what
 * stands here is what runs.
 */
export function readDocuments(): DictionaryDocument[] {
  const folder = join(PROJECT, "commands");
  return readdirSync(folder)
    .sort()
    .map((file) => documentOf(join(folder, file)))
    .filter(({command}) => !NO_DOCUMENTS.includes(command))
    .filter(({title, marts}) => title !== "" && marts.length > 0);
}

/** They print what a command of its own prints, too, or read a print back, or write the dictionary itself. */
const NO_DOCUMENTS = ["run", "start", "verify", "docs"];

function documentOf(file: string): DictionaryDocument {
  const [, command = "", title = ""] =
    /cli\.command\(\s*"([\w-]+)[^"]*",\s*"([^"]+)"/.exec(readFileSync(file, "utf8")) ?? [];
  const texts = [...filesBehind(file)].map((path) => readFileSync(path, "utf8")).join("\n");
  const named = new Set([...texts.matchAll(/"(marts\.\w+)(?: as \w+)?"/g)].map(([, name = ""]) => name));
  return {command, title, marts: Object.keys(marts).filter((mart) => named.has(mart))};
}

/** The command's file and everything of reports/ that it imports, directly or not. */
function filesBehind(entry: string): Set<string> {
  const found = new Set<string>();
  const waiting = [entry];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (found.has(file)) continue;
    found.add(file);
    const imports = readFileSync(file, "utf8").matchAll(/(?:from|import\() ?"(\.[^"]+\.ts)"/g);
    for (const [, path = ""] of imports) {
      const target = join(dirname(file), path);
      if (target.startsWith(join(PROJECT, "reports")) && existsSync(target)) waiting.push(target);
    }
  }
  return found;
}
