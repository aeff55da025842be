import {cpSync, readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {expect, test} from "vitest";
import {TEMPLATES_FOLDER} from "../../pipelines/catalog/city-folder.ts";
import {examineCity} from "../../pipelines/dictionary/examine-city.ts";
import {openHome} from "../../pipelines/installation/home.ts";
import {temporaryFolder} from "../temporary-folder.ts";

const FILES = ["kpis.yaml", "jobs.yaml", "committee-packets.yaml"];

test("the examples of the bare folder are right when their signs are taken away, as they say", async () => {
  const home = openHome(temporaryFolder());
  cpSync(join(TEMPLATES_FOLDER, "bare"), home.city, {recursive: true});
  const body = join(home.city, "city.yaml");
  writeFileSync(body, readFileSync(body, "utf8").replaceAll(/^# (?=committee|office)/gm, ""));
  for (const file of FILES) {
    const path = join(home.city, file);
    const text = readFileSync(path, "utf8");
    const used = text
      .replaceAll(/^(\w+): (?:\[\]|null)$/gm, "$1:")
      .replaceAll(/^#( {2}(?! ?kpi_| {5}))/gm, "$1");
    expect([file, used === text]).toEqual([file, false]);
    writeFileSync(path, used);
  }
  const {faults, indicators, sections} = await examineCity(home);
  expect(faults).toEqual([]);
  expect(indicators.map(({kpi_id}) => kpi_id)).toEqual(["annual_leave_days"]);
  expect(sections.map(({section}) => section)).toEqual(["人事課"]);
});
