import {existsSync, mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, beforeAll, describe, expect, test} from "vitest";
import type {Home} from "../../pipelines/installation/home.ts";
import {findRelease, publishedReleases} from "../../pipelines/releases/history.ts";
import {publishedCity, runRelease, send} from "../figures/small-city.ts";
import {HEADINGS} from "../models/tiny-city.ts";
import {kaikaku} from "../run-cli.ts";
import {temporaryFolder} from "../temporary-folder.ts";

let home: Home;

beforeAll(async () => {
  home = await publishedCity(mkdtempSync(join(tmpdir(), "kaikaku-")));
  send(home, {
    "見本_局区.csv": [
      HEADINGS.bureaus,
      "1010,総務企画局,市長事務部局,1972-04-01,,,企画部、総務局,1",
      "1020,財政局,市長事務部局,1972-04-01,,,,2",
      "2040,教育委員会,その他任命,1972-04-01,,,,3",
    ].join("\n"),
  });
  expect(await runRelease(home, "2025-06-03T00:00:00Z")).toBe("published");
}, 120_000);

afterAll(() => rmSync(home.root, {recursive: true, force: true}));

function said(...args: string[]) {
  const {status, stdout, stderr} = kaikaku(home.root, args);
  return {status, text: `${stdout}${stderr}`};
}

interface Value {
  kpi_id: string;
  bureau_code: string | null;
  period_kind: string;
  period_end: string;
  scope_id: string;
}

function values(...args: string[]): Value[] {
  const {status, stdout, stderr} = kaikaku(home.root, ["kpi", ...args, "--json"]);
  expect([status, stderr]).toEqual([0, ""]);
  return JSON.parse(stdout);
}

describe("a figure", () => {
  test("is found by the words that a person has for indicator, bureau, period and scope", () => {
    const byWords = values(
      ...["--kpi", "480時間超の職員", "--bureau", "企画部"],
      ...["--period", "令和６年度第４四半期", "--scope", "全任命権者"],
    );
    expect(byWords).toEqual(
      values("--kpi", "overtime_over_480h", "--bureau", "1010", "--fy", "R6").filter(
        (value) =>
          value.scope_id === "all_authorities" &&
          value.period_end === "2025-03-31" &&
          value.period_kind === "quarter",
      ),
    );
    expect(byWords).toHaveLength(1);
  });

  test("is explained by them, in any order or in one go, with no word left over", () => {
    const code = "F-overtime_over_480h-R6-B1010";
    expect(said("explain", "480時間超の職員", "令和6年度", "総務局").text).toContain(code);
    expect(said("explain", "総務局の480時間超の職員の2024").text).toContain(code);
    expect(said("explain", code.toLowerCase()).text).toContain(code);
    expect(said("explain", "480時間超の職員", "企画庁", "R6")).toEqual({
      status: 1,
      text: expect.stringMatching(/「企画庁」はありません。近いもの: .*企画/),
    });
    expect(said("explain", "令和6年度").text).toContain("指標の名前がありません");
  });

  test.each([
    [["--kpi", "成果指標①"], /に当たる指標が\d+あります.*（overtime_over_480h）/],
    [["--kpi", "48時間の職員"], /近いもの: 480時間超の職員/],
    [["--bureau", "財務局"], /近いもの: .*財政局（1020）/],
    [["--fy", "R6Q2"], /年度ではありません/],
    [["--period", "第2四半期"], /期間として読めません/],
  ])("%j is not guessed", (args, message) => {
    expect(said("kpi", ...args)).toEqual({status: 1, text: expect.stringMatching(message)});
  });
});

test("a board is shown for a year, a quarter or a month in words", () => {
  const quarter = (period: string) => said("scoreboard", "--period", period).text.split("\n")[0];
  expect(quarter("令和6年度")).toContain("令和6年度 第4四半期");
  expect(quarter("２０２４－０８")).toContain("令和6年度 第2四半期");
  expect(quarter("令和6年度第1四半期")).toContain("令和6年度 第1四半期");
});

test("a release is named by number, word, part or date", () => {
  const [first = "", second = ""] = publishedReleases(home).map(({releaseId}) => releaseId);
  const found = (typed: string) => findRelease(home, typed).releaseId;
  for (const name of ["1", "第１版", "前回", first.slice(-6), first.toUpperCase(), "2025-06-02"])
    expect(found(name)).toBe(first);
  for (const name of ["2", "最新", "令和7年6月3日"]) expect(found(name)).toBe(second);
  expect(() => found("3")).toThrow("公開版の番号は 1 から 2 までです");
  expect(() => found("2025-06")).toThrow("に当たる公開版が2あります");
  expect(said("diff", "前回", "最新").text).toMatch(new RegExp(`^${first}.*→ ${second}`));
});

test("a saved question understands them as well, and an own statement is left alone", () => {
  const asked = (...args: string[]) => kaikaku(home.root, ["sql", ...args, "--format", "csv"]);
  const byWords = asked("--query", "indicator-history", "--param", "kpi=480時間超の職員");
  expect(byWords).toEqual(asked("--query", "indicator-history", "--param", "kpi=overtime_over_480h"));
  expect(byWords.status).toBe(0);
  expect(
    asked("--query", "overtime-over-480h-by-bureau", "--param", "fy=令和6年度", "--param", "scope=全任命権者")
      .status,
  ).toBe(0);
  expect(asked("select $kpi as kpi", "--param", "kpi=480時間超の職員").stdout).toContain("480時間超の職員");
});

test("files, forms and what is due are named by the title of their kind", () => {
  const form = join(temporaryFolder(), "form.xlsx");
  expect(said("template", "職員　名簿", "--out", form).status).toBe(0);
  expect(existsSync(form)).toBe(true);
  const due: {files: {title: string}[]} = JSON.parse(
    said("due", "--source", "時間外勤務実績", "--json").text,
  );
  expect(new Set(due.files.map(({title}) => title))).toEqual(new Set(["時間外勤務実績"]));
  expect(said("due", "--source", "残業").text).toMatch(/ファイルの種類「残業」はありません。近いもの/);
});
