import {changedKeys} from "../../schemas/changed-keys.ts";
import type {KeptCityFile} from "../../schemas/release-manifest.ts";
import type {ChangedCityFile} from "../../schemas/release-plan.ts";
import {defaultText} from "../catalog/city-folder.ts";
import {decidedKeys} from "../catalog/decided-keys.ts";

/** Where a city's folder says something else than when a release was made, whether or not a figure moves by it. By name. */
export function changedCity(before: KeptCityFile[], after: KeptCityFile[]): ChangedCityFile[] {
  const [old, young] = [before, after].map((files) => new Map(files.map((file) => [file.file, file]))) as [
    Map<string, KeptCityFile>,
    Map<string, KeptCityFile>,
  ];
  return [...new Set([...old.keys(), ...young.keys()])].sort().flatMap((file) => {
    const [earlier, later] = [old.get(file), young.get(file)];
    if (earlier?.content === later?.content) return [];
    const keys = changedKeys(keysOf(file, earlier), keysOf(file, later));
    // A comment or the order of lines decides nothing.
    if (keys.length === 0 && earlier && later && HAS_KEYS.test(file)) return [];
    return [{file, change: earlier ? (later ? "changed" : "gone") : "new", keys}];
  });
}

const HAS_KEYS = /\.(yaml|csv)$/;

/** Where a city writes nothing, the program's answer holds. */
function keysOf(file: string, kept: KeptCityFile | undefined): Record<string, string> {
  const own = kept?.encoding === "utf8" ? kept.content : undefined;
  return decidedKeys(file, own ?? defaultText(file)?.text ?? "");
}
