import {join} from "node:path";
import {afterAll, beforeAll, expect, test} from "vitest";
import type {ListedModel} from "../../schemas/listed-model.ts";
import {publishedCity} from "../figures/small-city.ts";
import {kaikaku} from "../run-cli.ts";
import {sampleHome} from "../sample-city.ts";
import {lastingFolder, temporaryFolder} from "../temporary-folder.ts";

const {folder, remove} = lastingFolder();
const HOME = join(folder, "home");

beforeAll(async () => {
  await publishedCity(HOME);
});

afterAll(remove);

function listed(...select: string[]): ListedModel[] {
  const {status, stdout, stderr} = kaikaku(HOME, [
    "models",
    ...select.flatMap((name) => ["--select", name]),
    "--json",
  ]);
  expect([status, stderr]).toEqual([0, ""]);
  return JSON.parse(stdout) as ListedModel[];
}

const namesOf = (models: ListedModel[]) => models.map(({name}) => name);

test("all relations in the order in which they are computed, with when and how long", () => {
  const all = listed();
  const place = new Map(namesOf(all).map((name, at) => [name, at]));
  for (const {name, depends_on} of all)
    for (const upstream of depends_on) expect(place.get(upstream)).toBeLessThan(place.get(name) ?? 0);
  for (const {kind, built_at, milliseconds} of all)
    expect([built_at !== null, milliseconds !== null]).toEqual([kind === "table", kind === "table"]);
  expect(new Set(all.map(({kind}) => kind))).toEqual(new Set(["input", "view", "table"]));
});

test("what a relation rests on, what rests on it, both, several; by its name, its end and its title", () => {
  const [below, above] = [listed("+metrics.kpi_paper_sheets"), listed("kpi_paper_sheets+")];
  expect(namesOf(below)).toContain("raw.paper");
  expect(namesOf(below).at(-1)).toBe("metrics.kpi_paper_sheets");
  expect(namesOf(above)[0]).toBe("metrics.kpi_paper_sheets");
  expect(namesOf(above)).toContain("marts.fct_scoreboard");
  expect(listed("+kpi_paper_sheets+")).toHaveLength(below.length + above.length - 1);
  expect(namesOf(listed("用紙使用量", "kpi_paper_sheets"))).toEqual([
    "raw.paper",
    "metrics.kpi_paper_sheets",
  ]);
  const [paper] = listed("kpi_paper_sheets");
  expect(paper?.columns.find(({name}) => name === "numerator")?.from).toEqual([
    "catalog.paper_sizes.sheet_weight",
    "raw.paper.sheet_count",
  ]);
  const {stdout} = kaikaku(HOME, ["models", "--select", "kpi_paper_sheets"]);
  expect(stdout).toContain("raw.paper.sheet_count");
  expect(stdout).toMatch(/最後の計算 {2}\d{4}-\d\d-\d\d \d\d:\d\d、/);
});

test("nothing was computed yet, and a name that there is not", () => {
  const fresh = join(temporaryFolder(), "home");
  sampleHome(fresh);
  expect(kaikaku(fresh, ["models", "--select", "kpi_paper_sheets"]).stdout).toContain(
    "最後の計算  まだありません",
  );
  const {status, stderr} = kaikaku(HOME, ["models", "--select", "+kpi_papper_sheets"]);
  expect([status, stderr]).toEqual([1, expect.stringContaining("近いもの: ")]);
  expect(stderr).toContain("metrics.kpi_paper_sheets");
});
