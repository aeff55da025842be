import {defineConfig} from "vitest/config";
import {LongestFirst} from "./test/longest-first.ts";

// Tests make files as the program does (see pipelines/installation/rights.ts).
process.umask(0o027);

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    testTimeout: 120_000,
    hookTimeout: 240_000,
    maxWorkers: 2,
    sequence: {sequencer: LongestFirst},
  },
});
