import {cpSync, readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {expect, test} from "vitest";
import {stringify} from "yaml";
import {readKpiCatalog} from "../../pipelines/catalog/kpi-catalog.ts";
import {modelsFor} from "../../pipelines/catalog/models.ts";
import {openWritable} from "../../pipelines/engine/open.ts";
import type {KpiCatalog} from "../../schemas/kpi.ts";
import {entryOf} from "../models/measured-city.ts";
import {temporaryFolder} from "../temporary-folder.ts";

const BARE = join(import.meta.dirname, "../../data/cities/bare");

/** A city with one entry that has segments; its folder. */
function cityWith(entry: Record<string, unknown>): string {
  const city = temporaryFolder();
  cpSync(BARE, city, {recursive: true});
  const bare = readFileSync(join(BARE, "kpis.yaml"), "utf8");
  writeFileSync(join(city, "kpis.yaml"), bare.replace("kpis: []", stringify({kpis: [entry]})));
  return city;
}

function reading(entry: Record<string, unknown>): () => KpiCatalog {
  const city = cityWith(entry);
  return () => readKpiCatalog(city);
}

const SHARE = {kind: "share", population: "everyone", part: "women"};
const MEN = {id: "men", label: "男性", population: "men"};
const WOMEN = {id: "women", label: "女性", population: "women"};

function leave(
  segments: Record<string, unknown>[],
  rest: Record<string, unknown> = {},
): Record<string, unknown> {
  const people = {source: "parental_leave", field: "people"};
  const measure = {
    kind: "ratio",
    of: {...people, item: "first_take_up"},
    over: {...people, item: "spouse_gave_birth"},
  };
  const target = {form: "at_least", value: 100, by: 2030};
  const entry = {...entryOf("leave", {measure, unit: "%"}), comparator: undefined, target};
  return {...entry, short_name: "育休", name: "育児休業", ...rest, segments};
}

test("each segment is an indicator of its own, with whatever it writes in the place of the entry's", () => {
  const {kpis} = reading(
    leave([
      {...MEN, base: {value: 10, fiscal_year: 2022}, target: {form: "at_least", value: 30, by: 2028}},
      {...WOMEN, direction: "up", target: {form: "keep", value: 100}, owner: "教育委員会総務課"},
    ]),
  )();
  expect(
    kpis.map(({id, name, short_name, listed, base, target, owner, segment}) => ({
      ...{id, name, short_name, label: listed[0]?.label, base: base.value, form: target.form, owner},
      segment,
    })),
  ).toEqual([
    {
      ...{id: "leave_men", name: "育児休業（男性）", short_name: "育休（男性）", label: "leave（男性）"},
      ...{base: 10, form: "at_least", owner: "人事課"},
      segment: {of: "leave", name: "育休", label: "男性"},
    },
    {
      ...{id: "leave_women", name: "育児休業（女性）", short_name: "育休（女性）", label: "leave（女性）"},
      ...{base: 0, form: "keep", owner: "教育委員会総務課"},
      segment: {of: "leave", name: "育休", label: "女性"},
    },
  ]);
  expect(kpis.map(({measure}) => measure?.kind === "ratio" && measure.over.population)).toEqual([
    "men",
    "women",
  ]);
});

test("a segment of figures that come ready takes those of its label", () => {
  const {kpis} = reading({
    ...entryOf("ready", {measure: {kind: "figures", indicator: "平均年齢"}}),
    segments: [
      {id: "one", label: "第一"},
      {id: "two", label: "第二", measure: {kind: "figures", indicator: "平均年齢", segment: "2"}},
    ],
  })();
  expect(kpis.map(({measure}) => measure?.kind === "figures" && measure.segment)).toEqual(["第一", "2"]);
});

test("a segment is held to another one, by its label", () => {
  const held = {direction: "down", target: {form: "not_worse_than", against: "segments.women"}};
  const {kpis} = reading(leave([{...MEN, ...held}, WOMEN]))();
  expect([kpis[0]?.target.compared?.id, kpis[0]?.target.words]).toEqual(["leave_women", "女性を上回らない"]);
});

test.each<[string, Record<string, unknown>, RegExp]>([
  ["one segment alone", leave([MEN]), /kpis\.yaml の\d+行目.*segments.*二つ以上書いてください/],
  [
    "segments that are only words",
    {...leave([]), segments: ["男性", "女性"]},
    /kpis\.yaml の\d+行目.*\{ id: men, label: 男性, population: men \} の形で/,
  ],
  ["a segment without a label", leave([{id: "men", population: "men"}, WOMEN]), /label/],
  [
    "a word that an indicator has not",
    leave([{...MEN, taget: {value: 3}}, WOMEN]),
    /kpis\[0\]\.segments\[0\]\.taget.*「taget」という言葉は使えません。 近いもの: target/,
  ],
  [
    "a population that there is not",
    leave([{...MEN, population: "mens"}, WOMEN]),
    /leave_men.*対象の職員「mens」が.*近いもの: men/,
  ],
  ["two of one id", leave([MEN, {...WOMEN, id: "men"}]), /leave_men: 同じ指標が二度/],
  [
    "two that count the same",
    {
      ...entryOf("share", {measure: SHARE, unit: "%"}),
      segments: [
        {id: "one", label: "甲"},
        {id: "two", label: "乙"},
      ],
    },
    /内訳「乙」は「甲」と同じ数え方です。だれを数えるかを population に/,
  ],
  [
    "a target that lacks something",
    leave([
      {...MEN, target: {form: "reduce_by", value: "3割", by: 2030}, base: {value: null, fiscal_year: 2020}},
      WOMEN,
    ]),
    /kpis\[0\]\.segments\[0\]/,
  ],
  [
    "a comparison with a segment that there is not",
    leave([{...MEN, target: {form: "not_worse_than", against: "segments.womans"}}, WOMEN]),
    /比べる内訳「womans」が、この指標の segments にありません。近いもの: women/,
  ],
])("%s is refused with the line", (_, entry, message) => {
  expect(reading(entry)).toThrow(message);
});

test("the line is that of the segment, or of the entry where that says it", () => {
  const city = cityWith(leave([MEN, {...WOMEN, target: {form: "keep", value: "多め"}}]));
  const lines = readFileSync(join(city, "kpis.yaml"), "utf8").split("\n");
  const line = lines.findIndex((text) => text.includes("多め")) + 1;
  expect(() => readKpiCatalog(city)).toThrow(`kpis.yaml の${line}行目`);
});

test("segments of a model that does not measure by population are refused, and those of one that does are not", async () => {
  const authorities = [
    {id: "mayor", label: "市長", population: "men"},
    {id: "board", label: "教育委員会", population: "women"},
  ];
  const entry = {...entryOf("rate", {measure: {}, unit: "%"}), segments: authorities};
  const warehouse = await openWritable(":memory:");
  const fitting = (model: string) => {
    const city = cityWith({...entry, measure: undefined, model});
    return modelsFor(warehouse, city, readKpiCatalog(city).kpis);
  };
  await expect(fitting("kpi_annual_leave_days")).rejects.toThrow(/対象の職員で分けられません/);
  await expect(fitting("kpi_disability_employment_rate")).resolves.toBeDefined();
  warehouse.close();
});
