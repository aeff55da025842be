import {readdirSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {expect, test} from "vitest";

const ROOT = join(import.meta.dirname, "../..");
const TEXTS = ["commands", "pipelines", "reports", "sample", "schemas", "web"].flatMap((folder) =>
  readdirSync(join(ROOT, folder), {recursive: true, encoding: "utf8"})
    .filter((name) => name.endsWith(".ts"))
    .map((name) => `${folder}/${name}`),
);

/** Rules that once stood several times, each with the only files that may say it. */
const HOMES: Record<string, [rule: RegExp, ...homes: string[]]> = {
  "the length of a day": [/24 \* 60 \* 60|86_?400_?000/, "schemas/fiscal-time.ts"],
  "the fiscal year of a day": [
    /(< 4|< 3|<= 3) \? \w+(\.\w+\(\))? - 1|slice\(5\) < "04-01"/,
    "schemas/fiscal-time.ts",
  ],
  "the day in Japan": [/timeZone:/, "schemas/japanese-day.ts"],
  "a text in SQL": [/`[^`]*'\$\{\w+\.replaceAll\("'", "''"\)\}'(?!!)/, "pipelines/engine/quoted.ts"],
  "a text in CSV": [/\/\[",\\r\\n\]\/\.test/, "reports/values/csv-cell.ts"],
  "what the terminal shows": [
    /process\.(stdout|stderr)\.(write\(|fd)|console\./,
    "commands/terminal.ts",
    "reports/print/unpack-chromium.ts",
  ],
  "that the system may take fewer bytes than it is given": [
    /\bwriteSync\(/,
    "commands/terminal.ts",
    "pipelines/installation/write-fully.ts",
  ],
  "that a file of an installation may have been replaced by a pipe, which is waited for": [
    /\breadFileSync\(|\bappendFileSync\(|\bcopyFileSync\(|\bopenSync\([^)]*"(r|a\+?)"/,
    // The program's own files, folders, and what was looked at the line before.
    "pipelines/catalog/sql-files.ts",
    "pipelines/dictionary/documents.ts",
    "pipelines/engine/document-typeface.ts",
    "pipelines/installation/durable.ts",
    "pipelines/ledger/turns.ts",
    "pipelines/releases/program.ts",
    "reports/dictionary/dictionary-html.ts",
    "reports/dictionary/embedded-fonts.ts",
    "reports/packet/packet-html.ts",
    "reports/print/render.ts",
    "reports/print/template-version.ts",
    "reports/scorecard/bureau-card-html.ts",
    "reports/scorecard/latest-scorecard.ts",
    "reports/scorecard/scorecard-html.ts",
    "sample/published.ts",
    "web/pages/static-files.ts",
  ],
  "that the window says a value in the option's own word, as it may begin with a hyphen": [
    /"--(as|at|bureau|by|fy|out|period|reason|release)",/,
  ],
  "the folder of an installation": [/dirname\(home\.|join\(home\.\w+, "\.\."/],
};

test.each(Object.entries(HOMES))("%s is told in its one home", (_, [rule, ...homes]) => {
  const found = TEXTS.filter((file) => rule.test(readFileSync(join(ROOT, file), "utf8")));
  expect(found).toEqual(homes);
});
