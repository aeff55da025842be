import {readdirSync, readFileSync} from "node:fs";
import {defineConfig, mergeConfig} from "vitest/config";
import usual from "./vitest.config.ts";

/** Whoever imports one of these runs a whole city, prints with the browser, starts processes or makes the sample's files. */
const HEAVY =
  /\/(small-city|four-releases|service-city|real-service|written-sample|torture|fuzz-run|run-cli|pdf|with-browser|print-scorecard)\.ts"/;
/** Many files, ledgers or broken browsers in one suite. */
const HEAVY_FILES = [
  "test/city/**",
  "test/intake/{cases,hostile-files,lenient-workbooks,refused-rows,suspicions}.test.ts",
  "test/ledger/contracts-grow.test.ts",
  "test/reports/print/**",
  "test/rules/arrows.test.ts",
];

const heavy = readdirSync("test", {recursive: true, encoding: "utf8"})
  .map((name) => `test/${name}`)
  .filter((file) => file.endsWith(".test.ts") && HEAVY.test(readFileSync(file, "utf8")));

/** `npm run test:fast`, for between two edits. `npm test` runs all. */
export default mergeConfig(usual, defineConfig({test: {exclude: [...HEAVY_FILES, ...heavy]}}));
