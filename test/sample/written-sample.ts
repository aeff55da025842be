import {readdirSync} from "node:fs";
import {join} from "node:path";
import {writeSampleCity} from "../../sample/write-sample.ts";
import {builtOnce, hashOf} from "../built-once.ts";

/** The folder with the sample city's files. */
export function writtenSample(): Promise<string> {
  return builtOnce({
    name: "kaikaku-sample",
    inputs: [
      "schemas/fiscal-time.ts",
      "pipelines/catalog/calendar.ts",
      "sample",
      "data/cities/kawasaki/published",
      "data/cities/kawasaki/overtime-scope-exclusions.csv",
      "data/cities/kawasaki/mental-health-exclusions.csv",
      "package-lock.json",
    ],
    build: async (outDir) => void (await writeSampleCity({outDir, log: () => {}})),
  });
}

/** Name → SHA-256 of every file of a folder. */
export function fileHashes(folder: string): Map<string, string> {
  return new Map(
    readdirSync(folder)
      .sort()
      .map((name) => [name, hashOf([join(folder, name)])]),
  );
}
