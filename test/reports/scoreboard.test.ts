import {mkdtemp, rm} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import stringWidth from "string-width";
import {afterAll, beforeAll, expect, test} from "vitest";
import {z} from "zod";
import {type Marts, typedMarts} from "../../pipelines/engine/kysely.ts";
import {openReadOnly} from "../../pipelines/engine/open.ts";
import {printScoreboard} from "../../reports/terminal/scoreboard.ts";
import {NOTHING_AWAITED} from "../../schemas/awaited-sources.ts";
import {marts as schemas} from "../../schemas/marts.ts";
import {sevenIndicators} from "./fixture-indicators.ts";
import {otherIndicators} from "./fixture-other-indicators.ts";
import {writeFixtureRelease} from "./fixture-release.ts";
import {scorecardRows} from "./fixture-scorecard.ts";

const indicators = [...sevenIndicators, ...otherIndicators];

const NOTHING = NOTHING_AWAITED;

let folder: string;
let marts: Marts;
let lines: string[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "kaikaku-scoreboard-"));
  const path = join(folder, "release.duckdb");
  await writeFixtureRelease(path, scorecardRows(indicators, true));
  marts = typedMarts(await openReadOnly(path));
  lines = (await printScoreboard(marts, {asJson: false, awaited: NOTHING})).split("\n");
});

afterAll(async () => {
  await marts.destroy();
  await rm(folder, {recursive: true, force: true});
});

test("says which quarter, which release, and that the data are sample data", () => {
  expect(lines[0]).toBe("スコアボード　令和6年度 第2四半期（令和6年9月30日現在）");
  expect(lines[1]).toBe("公開版 2024-10-15-3f9c1a　見本データ（実在の値ではありません）");
});

test("has every indicator below its task group", () => {
  const groups = lines.filter((line) => line.startsWith("【"));
  expect(groups).toEqual([
    "【2-(1) 働き方・仕事の進め方改革の推進】",
    "【2-(2) 市役所内部のデジタル化の推進】",
    "【4-(1)・(3) 人材育成と改善意識】",
    "【4-(4) 職員の能力が十分に発揮できる環境づくり】",
  ]);
  expect(indicators.filter(({shortName}) => rowOf(shortName) === "")).toEqual([]);
  const place = (text: string) => lines.findIndex((line) => line.startsWith(text));
  expect(place("紙の使用量")).toBeGreaterThan(place("【2-(2)"));
  expect(place("紙の使用量")).toBeLessThan(place("【4-(1)"));
});

test("keeps its columns in line although Japanese is double width", () => {
  const rows = indicators.map(({shortName}) => rowOf(shortName));
  const places = rows.map((row) => stringWidth(row.slice(0, row.search(/[●○◐×□―·] /))));
  expect(new Set(places).size).toBe(1);
});

test("shows a row with base, value, required level, target, status and outlook", () => {
  const cells = (name: string) => rowOf(name).split(/ {2,}/);
  expect(cells("業務集約の財政効果（累計）").slice(1)).toEqual(
    "115,000|R1–R2|171,300|R5速報|166,000|200,000以上|R7|千円|○ 順調|209,600|どちらもありうる".split("|"),
  );
  expect(cells("働き方に関する満足感").slice(1)).toEqual("79.2|R2|－|－|80以上|R7|%|― 不明".split("|"));
});

test("counts the statuses and gives the reason of what is accepted", () => {
  expect(lines).toContain(
    "最新の年度の値（23指標）　● 達成 3　○ 順調 4　◐ やや遅れ 5　× 遅れ 8　← 逆行 0　□ 容認 1　― 不明 1　· 参考 1",
  );
  expect(lines).toContain(
    "R6年度末見込み（1指標）　● 達成 0　○ 順調 0　◐ やや遅れ 0　× 遅れ 0　← 逆行 1　□ 容認 0　― 不明 0　· 参考 0",
  );
  expect(lines).toContain(
    "容認　業務改革の支援手続（累計）（R7.3.31まで）：手続の選び直しのため、令和6年度の遅れを認める。",
  );
});

test("as JSON gives the rows of the mart", async () => {
  const text = await printScoreboard(marts, {
    quarter: {fiscalYear: 2024, quarter: 2},
    asJson: true,
    awaited: NOTHING,
  });
  const rows = z.array(schemas["marts.fct_scoreboard"]).parse(JSON.parse(text));
  expect(rows).toHaveLength(indicators.length);
  expect(rows[0]).toMatchObject({kpi_id: "overtime_over_480h", as_of_date: "2024-09-30", status: "behind"});
});

test("refuses a quarter that the release does not have", async () => {
  const printing = printScoreboard(marts, {
    quarter: {fiscalYear: 2019, quarter: 1},
    asJson: false,
    awaited: NOTHING,
  });
  await expect(printing).rejects.toThrow("R1Q1 のデータがありません。あるのは R6Q2 です。");
});

function rowOf(shortName: string): string {
  return lines.find((line) => line.startsWith(`${shortName} `)) ?? "";
}
