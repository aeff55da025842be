import {cpSync, mkdtempSync, readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {expect, test} from "vitest";
import {readKpiCatalog} from "../../pipelines/catalog/kpi-catalog.ts";
import {temporaryFolder} from "../temporary-folder.ts";

const TEMPLATE = join(import.meta.dirname, "../../data/cities/minasato");
const KPIS = readFileSync(join(TEMPLATE, "kpis.yaml"), "utf8");
const FIRST_TARGET = "    target: { value: 4, fiscal_year: 2026 }\n";
const LINE = KPIS.slice(0, KPIS.indexOf(FIRST_TARGET)).split("\n").length;

/** The small city with the target of its first indicator (人, fewer is better, base 13) written otherwise. */
function cityWith(target: string, {more = [], files = {}}: Change = {}): string {
  const city = mkdtempSync(join(temporaryFolder(), "city-"));
  cpSync(TEMPLATE, city, {recursive: true});
  let text = KPIS.replace(FIRST_TARGET, `    target: ${target}\n`);
  text = text
    .replace("    milestones: [{ value: 9, fiscal_year: 2024 }]\n", "")
    .replace("    comparator: 以下\n", "");
  for (const [old, other] of more) text = text.replace(old, other);
  for (const [name, content] of Object.entries({"kpis.yaml": text, ...files}))
    writeFileSync(join(city, name), content);
  return city;
}

interface Change {
  /** Texts of kpis.yaml and what stands in their place, each at its first place. */
  more?: [string, string][];
  files?: Record<string, string>;
}

const NO_BASE: [string, string] = [
  "base: { value: 13, fiscal_year: 2022 }",
  "base: { value: null, fiscal_year: 2022 }",
];
const NEGATIVE_BASE: [string, string] = [
  "base: { value: 13, fiscal_year: 2022 }",
  "base: { value: -13, fiscal_year: 2022 }",
];
const SHARE: [string, string] = ["unit: 人", 'unit: "%"'];
const UP: [string, string] = ["direction: down", "direction: up"];
const WITHIN: [string, string] = ["direction: down", "direction: within"];
const MILESTONES: [string, string] = [
  "    near_band: 0.2\n",
  "    near_band: 0.2\n    milestones: [{ value: 9, fiscal_year: 2024 }]\n",
];
const HEAD = "standard_id,standard_name,value,based_on,valid_from,valid_to,legal_basis\n";

test.each<[string, string, RegExp, Change?]>([
  [
    "an unknown form",
    "{ form: at_lest, value: 4, by: 2026 }",
    /form）「at_lest」はありません。近いもの: at_least、/,
  ],
  [
    "a share of nothing",
    "{ form: reduce_by, value: 30%, by: 2026 }",
    /基準値と比べるので、base に value/,
    {more: [NO_BASE]},
  ],
  ["no share", "{ form: reduce_by, value: 少し, by: 2026 }", /割合か数を、0より大きく/],
  ["more than everything", "{ form: reduce_by, value: 12割, by: 2026 }", /割合は100%まで/],
  ["below zero", "{ form: at_most, value: -3, by: 2026 }", /▲3人になります。指標の値は0以上/],
  ["fewer than there are", "{ form: reduce_by, value: 20, by: 2026 }", /▲7人になります。指標の値は0以上/],
  [
    "a share of 850 %",
    "{ form: at_least, value: 850, by: 2026 }",
    /850%になります。割合は100%まで/,
    {more: [UP, SHARE]},
  ],
  [
    "a share that doubles",
    "{ form: increase_by, value: 900%, by: 2026 }",
    /130%になります。割合は100%まで/,
    {more: [UP, SHARE]},
  ],
  [
    "a range beyond all",
    "{ form: between, value: [90, 120], by: 2026 }",
    /120%になります/,
    {more: [WITHIN, SHARE]},
  ],
  [
    "a milestone beyond all",
    "{ form: at_least, value: 90, by: 2026 }",
    /milestones.*101\.5%になります/,
    {
      more: [
        UP,
        SHARE,
        [
          "    near_band: 0.2\n",
          "    near_band: 0.2\n    milestones: [{ value: 101.5, fiscal_year: 2024 }]\n",
        ],
      ],
    },
  ],
  [
    "a revision of a year that was over when it was decided",
    "{ form: at_most, value: 4, by: 2026 }",
    /令和6年度の目標は、決めた日（decided_on: 2025-06-01）にはもう終わっています/,
    {
      more: [
        [
          "    near_band: 0.2\n",
          "    near_band: 0.2\n    target_revisions: [{ value: 9, by: 2024, decided_on: 2025-06-01, decided_by: 町長, reason: 見直し }]\n",
        ],
      ],
    },
  ],
  [
    "a survey among the figures that say no number of answers",
    "{ form: at_most, value: 4, by: 2026 }",
    /アンケートの値は、回答数のない「指標実績」では届けられません。「アンケート集計」のファイルで届け/,
    {
      more: [
        ["    model: kpi_overtime_over_480h\n", "    measure: { kind: figures, indicator: 残業の多さ }\n"],
        [
          "    definition: 4月からの残業",
          "    definition: アンケートで残業が多いと答えた職員。4月からの残業",
        ],
      ],
    },
  ],
  ["a base below zero", "{ form: at_most, value: 3, by: 2026 }", /base.*▲13人/, {more: [NEGATIVE_BASE]}],
  ["a standard that is not named", "{ form: follows }", /従う基準を against に/],
  [
    "a standard that is not there",
    "{ form: follows, against: standards.legal }",
    /従う基準「legal」がありません。近いもの: .*disability_legal_rate/,
  ],
  [
    "an indicator that is not there",
    "{ form: not_worse_than, against: copy_papers }",
    /指標「copy_papers」がありません。近いもの: copy_paper/,
  ],
  ["itself", "{ form: not_worse_than, against: overtime_480 }", /自分と比べています/],
  [
    "a range the wrong way round",
    "{ form: between, value: [9, 4], by: 2026 }",
    /小さいほうを先に.*\[4, 9\]/,
    {more: [WITHIN]},
  ],
  ["a range that is a number", "{ form: between, value: 9, by: 2026 }", /value に範囲を/, {more: [WITHIN]}],
  ["a width below zero", "{ form: about, value: 9, tolerance: -1, by: 2026 }", /0以上の数/, {more: [WITHIN]}],
  ["no width", "{ form: about, value: 9, by: 2026 }", /幅を tolerance に/, {more: [WITHIN]}],
  [
    "every year with a way",
    "{ form: at_most, value: 9, each_year: true }",
    /毎年度の目標.*milestones は消して/,
    {more: [MILESTONES]},
  ],
  [
    "a direction that the form does not have",
    "{ form: at_most, value: 9, by: 2026 }",
    /direction を down/,
    {more: [UP]},
  ],
  ["a range without a form", "{ value: 9, by: 2026 }", /form）を書いてください/, {more: [WITHIN]}],
  [
    "a number of a form that has its own",
    "{ form: zero, value: 3, by: 2026 }",
    /0のことなので、value は消して/,
  ],
  ["all of what is no share", "{ form: all, by: 2026 }", /単位（unit）が "%"/, {more: [UP]}],
  ["no year", "{ form: at_most, value: 9 }", /いつまでの目標か/],
  ["two years", "{ form: at_most, value: 9, by: 2026, fiscal_year: 2026 }", /どちらかを消して/],
  ["a year that is none", "{ form: at_most, value: 9, by: いつか }", /年度や日として読めません/],
  [
    "words without words",
    "{ form: stated }",
    /目標の文を text に/,
    {more: [["direction: down", "direction: none"]]},
  ],
  [
    "a word that says something else",
    "{ form: below, value: 9, by: 2026 }",
    /comparator は消して/,
    {more: [["    unit: 人\n", "    unit: 人\n    comparator: 以下\n"]]},
  ],
])("refuses %s with file, line and what to do", (_, target, reason, change) => {
  let said = "";
  try {
    readKpiCatalog(cityWith(target, change));
  } catch (error) {
    said = String((error as Error).message);
  }
  expect(said).toMatch(reason);
  expect(said).toMatch(/^city\/kpis\.yaml の\d+行目/);
  const lines = [...said.matchAll(/kpis\.yaml の(\d+)行目/g)].map(([, line]) => Number(line));
  expect(lines.every((line) => line >= LINE - 14 && line <= LINE + 2)).toBe(true);
});

test.each([
  [
    "on each other",
    "mean,国の平均,1,other,2020-04-01,,統計\nother,市の平均,1,mean,2020-04-01,,統計\n",
    /の2行目: .*mean、other.*たがいをもと/,
  ],
  [
    "on nothing",
    "mean,国の平均,1,legal_rate,2020-04-01,,統計\n",
    /の2行目: .*「legal_rate」がありません。近いもの: disability_legal_rate/,
  ],
  [
    "twice on a day",
    "mean,国の平均,1,,2020-04-01,,統計\nmean,国の平均,2,,2021-04-01,,統計\n",
    /の3行目: .*valid_to を 2021-03-31/,
  ],
])("refuses standards that rest %s", (_, rows, reason) => {
  const city = cityWith("{ form: follows, against: standards.mean }", {
    files: {"standards.csv": HEAD + rows},
  });
  expect(() => readKpiCatalog(city)).toThrow(reason);
});

test.each([
  ["{ form: reduce_by, value: 3割, by: 2026 }", "3割削減（R4年度比）"],
  ["{ form: reduce_by, value: 5, by: 2026 }", "5人削減（R4年度比）"],
  ["{ form: reduce_by, value: 5%, against: previous }", "5%削減（前年度比）"],
  ["{ form: zero, each_year: true }", "毎年度ゼロ"],
  ["{ form: below, value: 1200, each_year: true }", "毎年度1,200人未満"],
  ["{ form: keep, value: 10 }", "10人を維持"],
  ["{ form: better_than_previous }", "前年度より改善"],
  ["{ form: not_worse_than, against: previous }", "前年度を上回らない"],
  ["{ form: not_worse_than, against: copy_paper }", "コピー用紙を上回らない"],
  ["{ form: follows, against: standards.mean }", "国の平均以下"],
  ["{ form: at_most, value: 9, by: 2026, words: 一桁にする }", "一桁にする"],
  ["{ form: at_most, value: 9, by: 2026 }", null],
])("%s is printed %s", (target, words) => {
  const files = {"standards.csv": `${HEAD}mean,国の平均,1,,2020-04-01,,統計\n`};
  expect(readKpiCatalog(cityWith(target, {files})).kpis[0]?.target.words).toBe(words);
});

test.each([
  ["{ form: about, value: 50, tolerance: 2, by: 2026 }", "概ね50人（±2）"],
  ["{ form: between, value: [1180, 1220], each_year: true }", "毎年度1,180～1,220人"],
  ["{ form: keep, tolerance: 1 }", "13人（±1）を維持"],
])("a range %s is printed %s", (target, words) => {
  expect(readKpiCatalog(cityWith(target, {more: [WITHIN]})).kpis[0]?.target.words).toBe(words);
});
