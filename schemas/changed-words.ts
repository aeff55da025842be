import type {SourceWords} from "./city-source.ts";

/** Where the words of a city differ between two times, as paths in its file: "values › hour_kind › 平日". Texts as the ledger keeps them; "" for none. */
export function changedWords(before: string, after: string): string[] {
  const [old, young] = [before, after].map(leavesOf) as [Map<string, string>, Map<string, string>];
  const paths = [...new Set([...old.keys(), ...young.keys()])];
  return paths.filter((path) => old.get(path) !== young.get(path));
}

function leavesOf(text: string): Map<string, string> {
  if (text === "") return new Map();
  const {values, units, headings, defaults = {}, patterns, period, layouts} = JSON.parse(text) as SourceWords;
  const each = (section: string, said: Record<string, unknown>) =>
    Object.entries(said).map(([key, value]): [string, string] => [
      `${section} › ${key}`,
      JSON.stringify(value),
    ]);
  const nested = (section: string, said: Record<string, Record<string, unknown>>) =>
    Object.entries(said).flatMap(([column, words]) => each(`${section} › ${column}`, words));
  return new Map([
    ...nested("values", values),
    ...nested("units", units),
    ...each("headings", headings),
    ...each("defaults", defaults),
    ...each("patterns", patterns),
    ...(period === undefined ? [] : [["period", period] as [string, string]]),
    ...(layouts.length > 0 ? [["layouts", JSON.stringify(layouts)] as [string, string]] : []),
  ]);
}
