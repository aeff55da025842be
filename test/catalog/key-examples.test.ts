import {readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {expect, test} from "vitest";
import {isMap, isSeq, parseDocument} from "yaml";
import {foundCity} from "../../pipelines/catalog/found-city.ts";
import {readKpiCatalog} from "../../pipelines/catalog/kpi-catalog.ts";
import {openHome} from "../../pipelines/installation/home.ts";
import {temporaryFolder} from "../temporary-folder.ts";

/** What must be there and is no choice between words, which the message names. What follows an example in （ ） explains it. */
const KEYS = [
  ...["listed", "name", "short_name", "unit", "decimals", "base", "target", "near_band"],
  ...["scope", "privacy", "settled_after_months", "as_of_rule", "definition", "law", "owner"],
];

test.each(KEYS)("whoever leaves out %s of an indicator is told what to write", (key) => {
  const {city} = withoutKey(key);
  expect(() => readKpiCatalog(city)).toThrow(
    new RegExp(
      `city/kpis.yaml の[0-9]+行目.*kpis\\[0\\]\\.${key}.*ありません。書き足してください。例: ${key}: `,
    ),
  );
});

test("what is told can be written", () => {
  for (const key of KEYS) {
    const {city, file, document} = withoutKey(key);
    const [, example = ""] = /例: (\w+: (?:\{[^}]*\}|\[[^\]]*\]|[^（]*))/.exec(messageOf(city)) ?? [];
    const entries = document.get("kpis");
    const entry = isSeq(entries) ? entries.get(0) : undefined;
    if (isMap(entry)) entry.set(key, parseDocument(example).get(key));
    writeFileSync(file, String(document));
    expect([key, messageOf(city)]).toEqual([key, ""]);
  }
});

function withoutKey(key: string) {
  const home = openHome(join(temporaryFolder(), "home"));
  foundCity(home, "misakino");
  const file = join(home.city, "kpis.yaml");
  const document = parseDocument(readFileSync(file, "utf8"));
  document.deleteIn(["kpis", 0, key]);
  writeFileSync(file, String(document));
  return {city: home.city, file, document};
}

function messageOf(city: string): string {
  try {
    readKpiCatalog(city);
    return "";
  } catch (error) {
    return String(error);
  }
}
