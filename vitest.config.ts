import {defineConfig} from "vitest/config";

// Tests make files as the program does (see pipelines/installation/rights.ts).
process.umask(0o027);

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    testTimeout: 120_000,
    hookTimeout: 240_000,
    maxWorkers: 2,
  },
});
