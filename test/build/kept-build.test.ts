import {appendFileSync, existsSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {expect, test} from "vitest";
import {keptFiles} from "../../pipelines/build/kept-build.ts";
import {transform} from "../../pipelines/build/transform.ts";
import type {Row} from "../../pipelines/engine/open.ts";
import type {Home} from "../../pipelines/installation/home.ts";
import {openLedgerFile} from "../../pipelines/ledger/ledger.ts";
import type {BuildReport} from "../../schemas/kept-build.ts";
import {publishedCity} from "../figures/small-city.ts";
import {temporaryFolder} from "../temporary-folder.ts";

const SILENT = {info: () => {}, warn: () => {}, progress: () => {}};

/** Builds as a candidate is built; says what was built anew, and every figure. */
async function goOn(home: Home): Promise<{report: BuildReport | undefined; figures: Row[]}> {
  const identity = {releaseId: "2025-06-03-000000", createdOn: "2025-06-03", goesOn: true} as const;
  const {warehouse, kept} = await transform(home, identity, SILENT);
  try {
    const figures = await warehouse.rows("from marts.fct_kpi_values order by all");
    return {report: await kept?.keep(), figures};
  } finally {
    warehouse.close();
  }
}

const DAMAGES: Record<string, (home: Home) => void> = {
  "whose note nobody wrote, as its process died": (home) => rmSync(keptFiles(home).note),
  "whose note is torn": (home) => writeFileSync(keptFiles(home).note, "{"),
  "whose file is another than its note says": (home) => appendFileSync(keptFiles(home).relations, "x"),
  "whose file is gone": (home) => rmSync(keptFiles(home).relations),
  "of another program": (home) => {
    const {note} = keptFiles(home);
    writeFileSync(note, readFileSync(note, "utf8").replace(/"calculation":"\w/, '"calculation":"z'));
  },
};

test("a build that is not whole, or another program's, is thrown away, and costs no figure", async () => {
  const home = await publishedCity(temporaryFolder());
  const whole = await goOn(home);
  expect(whole.report?.anew.length).toBeLessThan(30);
  for (const [what, damage] of Object.entries(DAMAGES)) {
    damage(home);
    const {report, figures} = await goOn(home);
    expect(report?.anew.length, what).toBe(report?.relations);
    expect(figures, what).toEqual(whole.figures);
  }
  expect((await goOn(home)).report?.anew).toEqual([]);
});

test("what was not built to its end leaves no note behind", async () => {
  const home = await publishedCity(temporaryFolder());
  const identity = {releaseId: "x", createdOn: "2025-06-03", goesOn: true} as const;
  (await transform(home, identity, SILENT)).warehouse.close();
  expect(existsSync(keptFiles(home).note)).toBe(false);
});

test("a row that becomes another is followed from the models that read it to the figures, and nothing beside is built", async () => {
  const home = await publishedCity(temporaryFolder());
  const {figures} = await goOn(home);
  const ledger = await openLedgerFile(home);
  await ledger.run(
    "update raw.overtime set worked_minutes = worked_minutes + 600000 where period = '2024-05-01'",
  );
  ledger.close();
  const {report, figures: changed} = await goOn(home);
  expect(changed).not.toEqual(figures);
  const anew = report?.anew ?? [];
  expect(anew).toContainEqual({
    relation: "intermediate.int_overtime_corrected",
    why: "inputs",
    inputs: ["staging.stg_overtime"],
  });
  expect(anew.filter(({relation}) => /paper|survey|disability|parental/.test(relation))).toEqual([]);
});
