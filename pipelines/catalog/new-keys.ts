import {z} from "zod";
import {changedKeys} from "../../schemas/changed-keys.ts";
import {someOf} from "../../schemas/some-of.ts";
import type {Home} from "../installation/home.ts";
import {readDerivedFile} from "../installation/read-json-file.ts";
import {writeWhole} from "../installation/write-whole.ts";
import {ownText} from "./city-folder.ts";
import {decidedValues} from "./decided-keys.ts";
import {type ShippedKeys, shippedKeys} from "./shipped-keys.ts";

/** What the program that last worked here knew. */
const knownKeys = z.record(z.string(), z.record(z.string(), z.string()));

/**
 * What may be written in the city's folder since another program worked here, and which answers of the program are others, a
 * line each; nothing where none is on record. The folder is as it was: whoever wants the old answer writes it there.
 */
export function newKeys({knownKeys: file, city}: Home): string[] {
  const known = readDerivedFile(file, knownKeys);
  if (!known) return [];
  const now = shippedKeys();
  return Object.entries(now).flatMap(([name, keys]) =>
    linesOf(city, name, {before: known[name] ?? {}, after: keys}),
  );
}

/** Remembers that the people here have been told. */
export function noteKnownKeys({knownKeys: file}: Home): void {
  const now: ShippedKeys = shippedKeys();
  if (JSON.stringify(readDerivedFile(file, knownKeys)) === JSON.stringify(now)) return;
  writeWhole(file, `${JSON.stringify(now)}\n`);
}

interface Versions {
  before: Record<string, string>;
  after: Record<string, string>;
}

function linesOf(city: string, name: string, {before, after}: Versions): string[] {
  const own = ownText(city, name);
  const written = decidedValues(name, own?.text ?? "");
  const changed = changedKeys(before, after);
  const added = changed.filter((key) => !(key in before) && isIn(key, after) && !isIn(key, written));
  const others = changed.filter(
    (key) => key in before && key in after && !(key in written) && (!own || !name.endsWith(".csv")),
  );
  return [
    ...added.map(
      (key) =>
        `city/${name} の「${key}」（新しい）: ${addedText(key, {after, isOwnTable: own !== undefined && name.endsWith(".csv")})}`,
    ),
    ...others.map(
      (key) =>
        `city/${name} の「${key}」: 書かないときの既定が、${shown(before[key])}から${shown(after[key])}に変わりました。`,
    ),
  ];
}

function isIn(key: string, keys: Record<string, unknown>): boolean {
  return Object.keys(keys).some((one) => one === key || one.startsWith(`${key} `));
}

/** A table of the city's own stands in the place of the program's, row by row. */
function addedText(
  key: string,
  {after, isOwnTable}: {after: Record<string, string>; isOwnTable: boolean},
): string {
  const inside = Object.entries(after).filter(([one, text]) => one.startsWith(`${key} `) && text !== "");
  const answer =
    after[key] ||
    someOf(
      inside.slice(0, SHOWN).map(([, text]) => text),
      inside.length,
    );
  if (isOwnTable)
    return `市のこのファイルにはありません。要るときは書き足してください（プログラムの既定: ${answer}）。`;
  return answer === "" ? "書かなくてよいものです。" : `書かなければ ${answer} です。`;
}

const SHOWN = 6;

function shown(text: string | undefined): string {
  return text ? `「${text}」` : "なし";
}
