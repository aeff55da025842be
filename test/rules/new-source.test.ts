import {readdirSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {expect, test} from "vitest";
import {parse} from "yaml";
import {checkedRows} from "../../pipelines/catalog/catalog-file.ts";
import {sqlFiles} from "../../pipelines/catalog/sql-files.ts";
import {readJobs} from "../../pipelines/due/read-jobs.ts";
import {catalogTables} from "../../schemas/catalog.ts";
import {contracts} from "../../schemas/sources.ts";

const ROOT = join(import.meta.dirname, "../..");
const CASES = join(ROOT, "test/cases");

interface Sources {
  contracts: string[];
  jobs: string[];
  limits: string[];
  cases: string[];
  models: string;
}

/** One line for each thing that a source needs and has not. */
function forgotten({contracts: sources, jobs, limits, cases, models}: Sources): string[] {
  return sources.flatMap((source) => [
    ...(jobs.includes(source)
      ? []
      : [`source ${source}: data/catalog/jobs.yaml has no entry: say under sources who sends it and when`]),
    ...(limits.includes(source)
      ? []
      : [
          `source ${source}: data/catalog/intake-limits.csv has no line: say how many rows a later file may lack`,
        ]),
    ...(cases.includes(source)
      ? []
      : [`source ${source}: no folder in test/cases names it: add a file as it was sent, and expected.json`]),
    ...(new RegExp(`\\braw\\.${source}\\b`).test(models)
      ? []
      : [`source ${source}: no file of sql/staging or sql/restricted reads raw.${source}: add one`]),
  ]);
}

function today(): Sources {
  return {
    contracts: contracts.map(({source}) => source),
    jobs: readJobs().sources.map(({source}) => source),
    limits: checkedRows("intake-limits.csv", catalogTables.intake_limits).map(({source}) => String(source)),
    cases: readdirSync(CASES).map((name) => {
      const expected = parse(readFileSync(join(CASES, name, "expected.json"), "utf8")) as {source?: string};
      return expected.source ?? "";
    }),
    models: [...sqlFiles("staging"), ...sqlFiles("restricted")].map(({text}) => text).join("\n"),
  };
}

test("every source has its job, limit, case and model", () => {
  expect(forgotten(today()).join("\n")).toBe("");
});

test("what a new source lacks is named, each in one line", () => {
  const lines = forgotten({...today(), contracts: ["overtime", "lost_property"]});
  expect(lines.map((line) => line.replace(/:.*/, ""))).toEqual(Array(4).fill("source lost_property"));
  for (const place of ["jobs.yaml", "intake-limits.csv", "test/cases", "sql/staging"])
    expect(lines.join("\n")).toContain(place);
});
