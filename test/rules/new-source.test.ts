import {readdirSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {expect, test} from "vitest";
import {parse} from "yaml";
import {checkedRows} from "../../pipelines/catalog/catalog-file.ts";
import {LAYERS} from "../../pipelines/catalog/models.ts";
import {type SqlFile, sqlFiles} from "../../pipelines/catalog/sql-files.ts";
import {readJobs} from "../../pipelines/due/read-jobs.ts";
import {catalogTables} from "../../schemas/catalog.ts";
import {type Contract, fieldsOf} from "../../schemas/contract.ts";
import {shippedContracts as contracts} from "../../schemas/sources.ts";
import {SAMPLE_CITY} from "../sample-city.ts";

const ROOT = join(import.meta.dirname, "../..");
const CASES = join(ROOT, "test/cases");

interface Sources {
  contracts: Pick<Contract, "source" | "title" | "isRestricted">[];
  jobs: string[];
  limits: string[];
  cases: string[];
  models: SqlFile[];
  readme: string;
}

/** One line for each thing that a source needs and has not. */
function forgotten({contracts: sources, jobs, limits, cases, models, readme}: Sources): string[] {
  const readersOf = (source: string) =>
    models.filter(({text}) => new RegExp(`\\braw\\.${source}\\b`).test(text));
  return sources.flatMap(({source, title, isRestricted}) => [
    ...(jobs.includes(source)
      ? []
      : [`source ${source}: city/jobs.yaml has no entry: say under sources who sends it and when`]),
    ...(limits.includes(source)
      ? []
      : [`source ${source}: city/intake-limits.csv has no line: say how many rows a later file may lack`]),
    ...(cases.includes(source)
      ? []
      : [`source ${source}: no folder in test/cases names it: add a file as it was sent, and expected.json`]),
    ...(readersOf(source).length > 0
      ? []
      : [
          `source ${source}: no file of sql/${isRestricted ? "restricted" : "staging"} reads raw.${source}: add one`,
        ]),
    ...readersOf(source)
      .filter(({schema}) => isRestricted && schema !== "restricted")
      .map(({name}) => `source ${source}: isRestricted, but ${name} reads it: move it to sql/restricted`),
    ...(readme.includes(`\n| ${title} `)
      ? []
      : [`source ${source}: README.ja.md does not tell senders the headings of ${title}: add a line`]),
  ]);
}

function today(): Sources {
  return {
    contracts,
    jobs: readJobs(SAMPLE_CITY).sources.map(({source}) => source),
    limits: checkedRows(SAMPLE_CITY, "intake-limits.csv", catalogTables.intake_limits).map(({source}) =>
      String(source),
    ),
    cases: readdirSync(CASES).map((name) => {
      const expected = parse(readFileSync(join(CASES, name, "expected.json"), "utf8")) as {source?: string};
      return expected.source ?? "";
    }),
    models: LAYERS.flatMap(sqlFiles),
    readme: readFileSync(join(ROOT, "README.ja.md"), "utf8"),
  };
}

test("every source has its job, limit, case, model and line for senders", () => {
  expect(forgotten(today()).join("\n")).toBe("");
});

test("README.ja.md tells senders which columns a file may lack", () => {
  const {readme} = today();
  const untold = contracts.flatMap((contract) => {
    const line = readme.split("\n").find((each) => each.startsWith(`| ${contract.title} `)) ?? "";
    return fieldsOf(contract)
      .map(({meta}) => ({heading: meta.headings[0] ?? "", mayLack: meta.absent !== null}))
      .filter(({heading, mayLack}) => line.includes(`（${heading}）`) !== mayLack)
      .map(({heading}) => `${contract.title}: ${heading}`);
  });
  expect(untold).toEqual([]);
});

test("what a new source lacks is named, each in one line", () => {
  const lines = forgotten({...today(), contracts: [{source: "lost_property", title: "遺失物"}]});
  expect(lines.map((line) => line.replace(/:.*/, ""))).toEqual(Array(5).fill("source lost_property"));
  for (const place of ["jobs.yaml", "intake-limits.csv", "test/cases", "sql/staging", "README.ja.md"])
    expect(lines.join("\n")).toContain(place);
});

test("rows of people's health stay where only sums leave", () => {
  const health = contracts.map((contract) => ({...contract, isRestricted: true as const}));
  const [overtime, ...others] = forgotten({...today(), contracts: health}).filter((line) =>
    line.startsWith("source overtime:"),
  );
  expect(overtime).toMatch(/staging\.stg_overtime reads it: move it to sql\/restricted/);
  expect(others).toEqual([]);
});
