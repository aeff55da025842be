import {mkdtempSync, readFileSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, beforeAll, describe, expect, test} from "vitest";
import {readKpiCatalog} from "../../../pipelines/catalog/kpi-catalog.ts";
import {gatherDictionary} from "../../../pipelines/dictionary/gather.ts";
import {dictionaryHtml} from "../../../reports/dictionary/dictionary-html.ts";
import {fieldsOf} from "../../../schemas/contract.ts";
import type {Dictionary} from "../../../schemas/dictionary.ts";
import {shippedContracts as contracts} from "../../../schemas/sources.ts";
import {asWritten} from "../../../schemas/written-command.ts";
import {publishedCity} from "../../figures/small-city.ts";
import {kaikaku} from "../../run-cli.ts";
import {SAMPLE_CITY, sampleHome} from "../../sample-city.ts";

let root: string;
let html: string;
let dictionary: Omit<Dictionary, "release" | "backtest">;

/** The dictionary of a city with one release, written by the command. */
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), "kaikaku-dictionary-"));
  const home = await publishedCity(join(root, "home"));
  dictionary = await gatherDictionary(home);
  const {status, stdout} = kaikaku(join(root, "home"), ["docs", "--out", join(root, "辞書.html")]);
  expect([status, stdout]).toEqual([0, `データ辞書  ${join(root, "辞書.html")}\n`]);
  html = readFileSync(join(root, "辞書.html"), "utf8");
});

afterAll(() => rmSync(root, {recursive: true, force: true}));

/** Which of the texts stand nowhere on the page. */
function missing(texts: string[]): string[] {
  const page = html.replace(/&(#x[0-9A-F]+|\w+);/g, (entity, name) => ENTITIES[name] ?? entity);
  return texts.filter((text) => !page.includes(text));
}

const ENTITIES: Record<string, string> = {
  lt: "<",
  gt: ">",
  amp: "&",
  quot: '"',
  "#x27": "'",
  "#x3D": "=",
  "#x60": "`",
};

describe("the dictionary", () => {
  test("needs nothing from elsewhere: no address, no file, only data", () => {
    const references = [...html.matchAll(/(?:src|href)="([^"]*)"|url\(([^)]*)\)/g)].map(
      ([, one = "", other = ""]) => one + other,
    );
    expect(references.filter((name) => !name.startsWith("#") && !name.startsWith("data:"))).toEqual([]);
    expect(html.match(/@import|<link|<iframe/g)).toBeNull();
  });

  test("every link leads to a place in it, and no place is there twice", () => {
    const places = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id = ""]) => id);
    expect(new Set(places).size).toBe(places.length);
    const targets = new Set([...html.matchAll(/href="#([^"]+)"/g)].map(([, id = ""]) => id));
    expect([...targets].filter((id) => !places.includes(id))).toEqual([]);
    expect(targets.size).toBeGreaterThan(200);
  });

  test("tells every heading of every contract, every relation with its columns and SQL, every check", () => {
    const headings = contracts.flatMap(fieldsOf).flatMap(({meta}) => meta.headings);
    expect(missing(headings)).toEqual([]);
    expect(dictionary.relations.length).toBeGreaterThan(160);
    for (const {name, title, columns, sql} of dictionary.relations)
      expect([name, missing([name, title, sql ?? "", ...columns.map(({text}) => text)])]).toEqual([name, []]);
    expect(missing(dictionary.checks.flatMap(({message, sql}) => [message, asWritten(sql)]))).toEqual([]);
  });

  test("tells every indicator's definition, law and files, and draws its way from them to the scorecard", () => {
    expect(dictionary.indicators).toHaveLength(readKpiCatalog(SAMPLE_CITY).kpis.length);
    for (const {kpiId, definition, law, sources, lineage} of dictionary.indicators) {
      expect(missing([definition, law])).toEqual([]);
      expect([kpiId, sources.length]).not.toEqual([kpiId, 0]);
      const reached = descendants(lineage.edges, `raw.${sources[0]}`);
      expect([kpiId, reached.has("documents.scorecard")]).toEqual([kpiId, true]);
      const ids = lineage.nodes.map(({id}) => id);
      for (const source of sources) expect(ids).toContain(`raw.${source}`);
    }
  });

  test("tells of the release and what its checks found", () => {
    expect(dictionary.releases).toHaveLength(1);
    expect(missing([dictionary.releases[0]?.releaseId ?? "none", "見本データ"])).toEqual([]);
    const none = dictionary.checks.find(({name}) => name === "checks.every_kpi_has_values");
    expect(none?.rowCount).toBe(0);
    const clean = dictionary.checks.filter(({severity}) => severity === "blocking");
    expect(new Set(clean.map(({rowCount}) => rowCount))).toEqual(new Set([0]));
  });

  test("tells how forecasts are made, and how they did when they were made again", () => {
    const damped = {forecast_kind: "target_year", forecast_method: "damped", is_chosen: true} as const;
    const hits = {steps_ahead: 2, case_count: 30, hit_count: 24, steps_missed: 0.5};
    const page = dictionaryHtml({...dictionary, release: null, backtest: [{...damped, ...hits}]});
    expect(page).toContain("30回中24回（80％、偶然の幅 ±15ポイント）");
    expect(missing(["年に1割ずつ弱め", "検算できる年度がまだありません"])).toEqual([]);
  });

  test("is written before there is a release, too", async () => {
    const empty = sampleHome(join(root, "empty"));
    const page = dictionaryHtml({...(await gatherDictionary(empty)), release: null, backtest: []});
    expect(page).toContain("公開版はまだありません");
    expect(page).toContain("記録なし");
  });
});

function descendants(edges: [string, string][], start: string): Set<string> {
  const found = new Set([start]);
  for (let grown = true; grown; ) {
    grown = false;
    for (const [from, to] of edges)
      if (found.has(from) && !found.has(to)) {
        found.add(to);
        grown = true;
      }
  }
  return found;
}
