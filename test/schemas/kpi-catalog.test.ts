import {readFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, test} from "vitest";
import {parse} from "yaml";
import {z} from "zod";
import {missingRows} from "../../pipelines/catalog/kpi-catalog.ts";
import {type KpiCatalog, kpiCatalog} from "../../schemas/kpi.ts";
import {SAMPLE_CITY} from "../sample-city.ts";

const FILE = join(SAMPLE_CITY, "kpis.yaml");

/** The project's own catalog with its first indicator spoilt. */
function spoilt(change: Record<string, unknown>): unknown {
  const catalog = parse(readFileSync(FILE, "utf8")) as KpiCatalog;
  return {...catalog, kpis: [{...catalog.kpis[0], ...change}, ...catalog.kpis.slice(1)]};
}

describe("the catalog of indicators refuses, with place and reason,", () => {
  test.each([
    ["a target before its base", {target: {value: 14, fiscal_year: 2019}}, "目標年度（target）は基準年度"],
    [
      "overlapping milestones",
      {
        milestones: [
          {value: 11, fiscal_year: 2022},
          {value: 12, fiscal_year: 2022},
        ],
      },
      "年度の重なりなく",
    ],
    [
      "a milestone after the target",
      {milestones: [{value: 11, fiscal_year: 2026}]},
      "起点から目標年度までの間",
    ],
    [
      "a task that does not exist",
      {listed: [{task: "9-(9)-9", label: "成果指標①"}]},
      "課題「9-(9)-9」が tasks に",
    ],
    ["the same indicator twice", {id: "paper_sheets"}, "同じ指標が二度"],
    [
      "two indicators in one place of a task sheet",
      {listed: [{task: "2-(1)-1", label: "成果指標①"}]},
      "課題「2-(1)-1」の「成果指標①」は「limit_training_sessions」と同じ",
    ],
    ["a misspelt key", {tarket: 1}, "tarket"],
  ])("%s", (_, change, reason) => {
    const {error} = kpiCatalog.safeParse(spoilt(change));
    expect(z.prettifyError(error ?? new z.ZodError([]))).toContain(reason);
  });

  test("and takes the project's own", () => {
    expect(kpiCatalog.safeParse(spoilt({})).success).toBe(true);
  });

  test.each([
    ["a domain of privacy.csv", {privacy: "papr"}, "分野（privacy）「papr」が city/privacy.csv に"],
    [
      "a scope",
      {scope: "programm"},
      "対象範囲（scope）「programm」が city/populations.yaml にも city/overtime-scopes.csv にもありません。近いもの: programme",
    ],
  ])("%s that is not there", (_, change, reason) => {
    const found = missingRows(SAMPLE_CITY, kpiCatalog.parse(spoilt(change)));
    expect(found).toEqual([expect.stringContaining(reason)]);
    expect(missingRows(SAMPLE_CITY, kpiCatalog.parse(spoilt({})))).toEqual([]);
  });
});
