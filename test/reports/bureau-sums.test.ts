import {mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, beforeAll, describe, expect, test} from "vitest";
import {type Marts, typedMarts} from "../../pipelines/engine/kysely.ts";
import {openReadOnly, openWritable} from "../../pipelines/engine/open.ts";
import {usualPrinting} from "../../reports/print/with-browser.ts";
import {bureauCardHtml} from "../../reports/scorecard/bureau-card-html.ts";
import {bureauTables} from "../../reports/scorecard/bureau-card-tables.ts";
import {bureauSums} from "../../reports/scorecard/bureau-sums.ts";
import {pageCount} from "../../reports/scorecard/continued-page.ts";
import {printScorecards} from "../../reports/scorecard/print-scorecard.ts";
import {readBureauCards} from "../../reports/scorecard/read-bureau-cards.ts";
import {type Indicator, readScorecard, type Scorecard} from "../../reports/scorecard/read-scorecard.ts";
import {scorecardHtml} from "../../reports/scorecard/scorecard-html.ts";
import {sumPages} from "../../reports/scorecard/sum-pages.ts";
import {sumTables} from "../../reports/scorecard/sum-tables.ts";
import {printKpiValues} from "../../reports/terminal/kpi-values.ts";
import type {DocumentTable} from "../../reports/values/document-table.ts";
import {scorecardWorkbook} from "../../reports/workbook/scorecard-workbook.ts";
import type {MartRow} from "../../schemas/marts.ts";
import {SUM_SERIES, sumCode} from "../../schemas/series/sums.ts";
import {sevenIndicators} from "./fixture-indicators.ts";
import {type FixtureRows, writeFixtureRelease} from "./fixture-release.ts";
import {scorecardRows} from "./fixture-scorecard.ts";

type Sum = MartRow<"marts.fct_kpi_sums">;
const KPI = "male_parental_leave_rate";
const QUARTER = {fiscalYear: 2024, quarter: 2} as const;
const NAMES = {m: "市長部局", f: "消防の群"};
const MEMBERS = {m: ["01", "02", "03", "04"], f: ["07"]};

/** "m 2022" 50% of 20, "m 2022H1", "01 2020-2023"; "x": withheld. */
function sumRow(what: string, numbers: [number, number] | "x"): Sum {
  const [code = "", period = ""] = what.split(" ");
  const [first = 0, last = first] = period.replace(/H\d/, "").split("-").map(Number);
  const half = /H(\d)/.exec(period)?.[1];
  const [numerator, denominator] = numbers === "x" ? [null, null] : numbers;
  return {
    kpi_id: KPI,
    fiscal_year: last,
    period_kind: last !== first ? "programme" : half ? "half" : "year",
    period_start: half === "2" ? `${first}-10-01` : `${first}-04-01`,
    period_end: half === "1" ? `${last}-09-30` : `${last + 1}-03-31`,
    scope_id: "programme",
    group_code: code in NAMES ? code : null,
    bureau_code: code in NAMES ? null : code,
    value: numerator === null ? null : (100 * numerator) / denominator,
    ...{numerator, denominator},
    observation_status: numerator === null ? "withheld" : last === 2023 ? "provisional" : "final",
  };
}

const SUMS = [
  ...[sumRow("m 2022", [10, 40]), sumRow("m 2022H1", "x"), sumRow("m 2022H2", "x")],
  ...[sumRow("m 2023", [30, 50]), sumRow("m 2023H1", [12, 24]), sumRow("m 2023H2", [18, 26])],
  ...[sumRow("f 2022", "x"), sumRow("f 2022H1", "x"), sumRow("f 2022H2", "x")],
  ...[sumRow("f 2023", [7, 21]), sumRow("f 2023H1", "x"), sumRow("f 2023H2", "x")],
  // In an order that is not that of the codes; the greatest is not the first.
  ...[sumRow("07 2022-2023", [9, 12]), sumRow("02 2022-2023", "x"), sumRow("01 2022-2023", [20, 60])],
  // Of a year that the board does not know yet.
  sumRow("m 2024", [50, 51]),
];

const GROUPS = Object.entries(MEMBERS).flatMap(([group_code, bureaus]) =>
  bureaus.map((bureau_code) => ({
    group_code,
    bureau_group_name: NAMES[group_code as keyof typeof NAMES],
    bureau_code,
    valid_from: "2022-04-01",
    valid_to: "2026-03-31",
  })),
);

function rowsOf(sums: Sum[]): FixtureRows {
  const groups = sums.length === 0 ? [] : GROUPS;
  return {
    ...scorecardRows(sevenIndicators, false),
    "marts.fct_kpi_sums": sums,
    "marts.dim_bureau_groups": groups,
  };
}

let folder: string;
let marts: Marts;
let scorecard: Scorecard;
let plain: Scorecard;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "kaikaku-sums-"));
  marts = await release("with", SUMS);
  scorecard = await readScorecard(marts, QUARTER);
  const without = await release("without", []);
  plain = await readScorecard(without, QUARTER);
  await without.destroy();
});

afterAll(async () => {
  await marts.destroy();
  rmSync(folder, {recursive: true});
});

async function release(name: string, sums: Sum[]): Promise<Marts> {
  const path = join(folder, `${name}.duckdb`);
  await writeFixtureRelease(path, rowsOf(sums));
  return typedMarts(await openReadOnly(path));
}

/** The charts number their classes through the life of a process. */
function drawn(html: string): string {
  return html.replace(/-cls-\d+/g, "-cls");
}

function leave({indicators}: Scorecard): Indicator {
  const found = indicators.find(({kpi}) => kpi.kpi_id === KPI);
  if (!found) throw new Error("no such indicator");
  return found;
}

function lines({head, rows}: DocumentTable): string[] {
  const texts = [head[0] ?? [], ...rows.map(({cells}) => cells)];
  return texts.map((cells) => cells.map(({text}) => text).join(" "));
}

describe("the tables of groups and of several years", () => {
  test("say each group's years and their halves, with x for what is withheld", () => {
    const [groups] = sumTables(leave(scorecard));
    expect(groups && lines(groups)).toEqual([
      "グループ R4 分子 分母 R5 分子 分母",
      "市長部局 25.0 10 40 60.0 30 50",
      "市長部局 上半期 x x x 50.0 12 24",
      "市長部局 下半期 x x x 69.2 18 26",
      "消防の群 x x x 33.3 7 21",
      "消防の群 上半期 x x x x x x",
      "消防の群 下半期 x x x x x x",
    ]);
    expect(groups?.notes).toEqual([
      "x：人数が少ないか、ほかの値との引き算で人数が分かるため公表しない値（12のうち7）　上半期は4月～9月、下半期は10月～3月　速報：R5",
      "市長部局（4局区）：総務企画局、健康福祉局、こども未来局、まちづくり局　消防の群（1局区）",
    ]);
  });

  test("say bureaus in the order of their codes, whatever they have, and mark a rate of few people", () => {
    const [, years] = sumTables(leave(scorecard));
    expect(years && lines(years)).toEqual([
      "局区 R4～R5 分子 分母",
      "総務企画局 33.3 20 60",
      "健康福祉局 x x x",
      "消防局 ＊75.0 9 12",
    ]);
    expect(years?.notes.join()).toContain("（3のうち1）　＊：分母が20に満たない率");
  });

  test("are the same whatever lies behind an x", async () => {
    const secret: Sum[] = SUMS.map((row) =>
      row.observation_status === "withheld"
        ? {...row, value: 91.37, numerator: 9137, denominator: 9999}
        : row,
    );
    const told = await release("secret", secret);
    const own = await readScorecard(told, QUARTER);
    const [card] = await readBureauCards(told, own, "07");
    const kpi = await printKpiValues(told, {kpiId: KPI}, false);
    await told.destroy();
    const [plainCard] = await readBureauCards(marts, scorecard, "07");
    expect(drawn(scorecardHtml(own))).toBe(drawn(scorecardHtml(scorecard)));
    expect(drawn(card ? bureauCardHtml(card) : "")).toBe(drawn(plainCard ? bureauCardHtml(plainCard) : "-"));
    expect(sumTables(leave(own))).toEqual(sumTables(leave(scorecard)));
    expect(kpi).toBe(await printKpiValues(marts, {kpiId: KPI}, false));
  });

  test("are told by codes that explain knows", () => {
    const context = {groups: new Map(), lastYear: 2023};
    const known = SUM_SERIES.flatMap((series) => series.cells(SUMS, context).map(({code}) => code));
    for (const row of SUMS) expect(known).toContain(sumCode(row, "denominator"));
    const codes = sumTables(leave(scorecard)).flatMap(({rows}) =>
      rows.flatMap(({cells}) => cells.flatMap((cell) => (cell.kind === "number" ? [cell.figureCode] : []))),
    );
    expect(codes).toHaveLength(45);
    for (const code of codes) expect(known).toContain(code);
  });

  test("go on on a next page where there are many bureaus, and no row is lost", () => {
    const own = leave(scorecard);
    const [row] = own.sums?.ofBureaus ?? [];
    if (!own.sums || !row) throw new Error("no sums");
    const many = Array.from({length: 130}, (_, index) => ({...row, name: `局${index}`}));
    const long = {...own, sums: {...own.sums, ofBureaus: many}};
    const pages = sumPages(long);
    expect(pages.map(({heading}) => heading.replace(own.kpi.kpi_name, ""))).toEqual([
      "　グループと数年分の計",
      "　グループと数年分の計（2）",
      "　グループと数年分の計（3）",
      "　グループと数年分の計（4）",
    ]);
    const names = pages.flatMap(({tables}) =>
      tables.flatMap(({rows}) => rows.map(({cells}) => cells[0]?.text)),
    );
    expect(names.slice(6)).toEqual(many.map(({name}) => name));
    expect(pageCount(long)).toBe(pageCount(leave(plain)) + 4);
  });

  test("are of the groups of the latest years, not of those of before under the same code", () => {
    const before = GROUPS.map((row) => ({
      ...row,
      ...{bureau_group_name: "旧の群", valid_from: "2018-04-01", valid_to: "2022-03-31"},
    }));
    const sums = bureauSums(
      {
        sums: [sumRow("m 2021", [5, 10]), ...SUMS],
        bureauGroups: [...before, ...GROUPS],
        bureaus: [],
      },
      2023,
    );
    expect(sums?.years).toEqual([2022, 2023]);
    expect(sums?.groups.map(({name}) => name)).toEqual(["市長部局", "消防の群"]);
    const atThatTime = bureauSums(
      {sums: [sumRow("m 2021", [5, 10]), ...SUMS], bureauGroups: [...before, ...GROUPS], bureaus: []},
      2021,
    );
    expect(atThatTime?.ofGroups.map(({name, fiscal_year}) => `${name} ${fiscal_year}`)).toEqual([
      "旧の群 2021",
    ]);
    expect(atThatTime?.ofBureaus).toEqual([]);
  });
});

describe("a bureau's own page", () => {
  test("sets the bureau's years beside its group's, and its several years", async () => {
    const [card] = await readBureauCards(marts, scorecard, "01");
    const [table] = card ? bureauTables(card).sums : [];
    const own = leave(scorecard).bureauYears.filter(({bureau_code}) => bureau_code === "01");
    const [before, latest] = own
      .slice(-2)
      .map(({value, numerator, denominator}) =>
        [value?.toFixed(1), numerator?.toLocaleString("en"), denominator?.toLocaleString("en")].join(" "),
      );
    expect(table && lines(table).slice(0, 3)).toEqual([
      "区分 R4 分子 分母 R5 分子 分母 R4～R5 分子 分母",
      `総務企画局 ${before} ${latest} 33.3 20 60`,
      "市長部局 25.0 10 40 60.0 30 50   ",
    ]);
  });

  test("is there only for bureaus of which something of the kind is told", async () => {
    const cards = await readBureauCards(marts, scorecard, "all");
    const withSums = cards.filter((card) => bureauTables(card).sums.length > 0);
    expect(withSums.map(({bureau}) => bureau.bureau_code)).toEqual(["01", "02", "03", "04", "07"]);
  });
});

describe("documents of a city that does not ask", () => {
  test("are the same bytes as of a release from before groups were told", async () => {
    const path = join(folder, "before.duckdb");
    await writeFixtureRelease(path, rowsOf([]));
    const writable = await openWritable(path);
    await writable.run("drop table marts.fct_kpi_sums; drop table marts.dim_bureau_groups");
    writable.close();
    const before = typedMarts(await openReadOnly(path));
    const own = await readScorecard(before, QUARTER);
    const [card] = await readBureauCards(before, own, "01");
    const [plainCard] = await readBureauCards(before, plain, "01");
    await before.destroy();
    expect(drawn(scorecardHtml(plain))).toBe(drawn(scorecardHtml(own)));
    expect(drawn(card ? bureauCardHtml(card) : "")).toBe(drawn(plainCard ? bureauCardHtml(plainCard) : "-"));
    expect(await scorecardWorkbook(plain)).toEqual(await scorecardWorkbook(own));
    expect(scorecardHtml(plain)).not.toContain("グループ");
  });

  test("differ from those of one that asks in nothing but the pages of the indicators that are told so", () => {
    const page = (of: Scorecard, id: string) => {
      const found = of.pages.filter(({kpi}) => kpi.kpi_id === id);
      return drawn(scorecardHtml({...of, pages: plain.pages}, found));
    };
    const others = plain.pages.filter(({kpi}) => kpi.kpi_id !== KPI);
    expect(others.length).toBeGreaterThan(3);
    for (const {kpi} of others) expect(page(scorecard, kpi.kpi_id)).toBe(page(plain, kpi.kpi_id));
  });
});

test("on the command line, sums stand below the values; of a bureau also its group's, of a quarter none", async () => {
  const told = async (filter: object) =>
    (await printKpiValues(marts, {kpiId: KPI, ...filter}, false))
      .split("\n")
      .filter((line) => line.includes("T-kpi_sums"))
      .map((line) =>
        line
          .trim()
          .split(/\s{2,}/)
          .slice(1)
          .join(" "),
      );
  expect(await told({bureauCode: "07", fiscalYear: 2023})).toEqual([
    "R5上半期 programme 消防の群 x － － 秘匿 T-kpi_sums-R5H1-f-male_parental_leave_rate-value",
    "R5下半期 programme 消防の群 x － － 秘匿 T-kpi_sums-R5H2-f-male_parental_leave_rate-value",
    "R5 programme 消防の群 33.3 7 21 速報 T-kpi_sums-R5-f-male_parental_leave_rate-value",
    "R4～R5 programme 消防局 75.0 9 12 速報 T-kpi_sums-R4R5-07-male_parental_leave_rate-value",
  ]);
  expect(await told({fiscalYear: 2024})).toHaveLength(1);
  expect(await told({period: {kind: "quarter", fiscalYear: 2023, quarter: 2}})).toEqual([]);
  expect(await told({scopeId: "all_authorities"})).toEqual([]);
});

test("printed, the city's and a bureau's pages are read back whole", async () => {
  const lines: string[] = [];
  const files = await printScorecards({
    ...{marts, quarter: QUARTER, whose: {bureauCode: "07"}, folder},
    ...{printing: usualPrinting(), log: {info: (line: string) => lines.push(line)}},
  });
  const city = await printScorecards({
    ...{marts, quarter: QUARTER, whose: "city", folder},
    ...{printing: usualPrinting(), log: {info: (line: string) => lines.push(line)}},
  });
  expect([...files, ...city]).toHaveLength(2);
  expect(lines.map((line) => /（(\d+)ページ/.exec(line)?.[1])).toEqual([
    "3",
    String(2 + scorecard.pages.reduce((sum, one) => sum + pageCount(one), 0) - 1),
  ]);
});
