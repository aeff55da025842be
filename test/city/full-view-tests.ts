import {mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {read, utils} from "@e965/xlsx";
import {afterAll, beforeAll, describe, expect, test} from "vitest";
import {readLog} from "../../pipelines/access/read-log.ts";
import type {Warehouse} from "../../pipelines/engine/open.ts";
import {openHome} from "../../pipelines/installation/home.ts";
import {type CliResult, kaikaku} from "../run-cli.ts";

type Line = Record<string, string | number | undefined>;

const LEAVE = "男性の育児休業取得率";
const WHO = ["--by", "人事課長", "--reason", "個別の確認"];

/** The personnel section's own view of all counts of bureaus and groups, which is no release. */
export function fullViewTests(home: () => string, release: () => Warehouse): void {
  describe("the full view of bureaus and groups", () => {
    let folder: string;
    let file: string;
    let written: CliResult;
    let origins: string[];
    let lines: Line[];

    beforeAll(() => {
      folder = mkdtempSync(join(tmpdir(), "kaikaku-full-"));
      file = join(folder, "全数.xlsx");
      written = kaikaku(home(), ["disclosure", "--full", "--out", file, ...WHO]);
      const sheets = Object.values(read(readFileSync(file)).Sheets);
      origins = sheets.map((sheet) => String(sheet.A2?.v));
      // Below the rows stands a note.
      lines = sheets
        .flatMap((sheet) => utils.sheet_to_json<Line>(sheet, {range: 3, raw: true}))
        .filter(({指標}) => 指標 !== undefined);
    }, 120_000);
    afterAll(() => rmSync(folder, {recursive: true, force: true}));

    test("is a file for the account alone, marked on every sheet, with who wanted it and why; the screen tells no count", () => {
      expect(written.status).toBe(0);
      if (process.platform !== "win32") expect(statSync(file).mode & 0o777).toBe(0o600);
      expect(origins.length).toBeGreaterThan(1);
      for (const origin of origins)
        for (const said of ["取扱注意", "見本データ", "人事課長", "個別の確認"])
          expect(origin).toContain(said);
      expect(written.stdout.replace(file, "")).not.toMatch(/\d/);
      const last = [...readLog(openHome(home()))].at(-1);
      expect(last?.what).toMatch(/^disclosure .*"full":true.*人事課長.*個別の確認/);
    });

    test("has every bureau: together they are the city's, and what is told of one is what the release tells", async () => {
      const rows = await release().rows(
        `select bureau_code, value, numerator, denominator, observation_status from marts.fct_kpi_values
         where kpi_id = 'male_parental_leave_rate' and period_kind = 'year' and fiscal_year = 2023`,
      );
      const own = lines.filter(
        (line) =>
          line.指標 === LEAVE && line.期間 === "令和5年度" && !String(line.区分).endsWith("（グループ）"),
      );
      const city = rows.find(({bureau_code}) => bureau_code === null);
      const sum = (heading: string) => own.reduce((total, line) => total + Number(line[heading]), 0);
      expect([sum("分子"), sum("分母")]).toEqual([city?.numerator, city?.denominator]);
      expect(own).toHaveLength(rows.length - 1);
      const told = new Map(rows.map((row) => [row.bureau_code, row]));
      for (const line of own) {
        const row = told.get(String(line.コード));
        const isWithheld = row?.observation_status === "withheld";
        expect(line.示す分母 === undefined || line.示す分母 === "").toBe(isWithheld);
        if (!isWithheld) expect([line.示す分子, line.示す分母]).toEqual([row?.numerator, row?.denominator]);
        expect(String(line.示さないわけ ?? "") !== "").toBe(isWithheld);
      }
    });

    test("has every group: its bureaus together, and both halves of a year, also withheld ones", async () => {
      const members = await release().rows(
        "select bureau_code from marts.dim_bureau_groups where group_code = 'mayor' and valid_from = '2020-04-01'",
      );
      const codes = new Set(members.map(({bureau_code}) => bureau_code));
      const of = (period: string, isOwn: (line: Line) => boolean) =>
        lines
          .filter((line) => line.指標 === LEAVE && line.期間 === period && isOwn(line))
          .reduce((total, line) => total + Number(line.分子), 0);
      const isGroup = (line: Line) => line.コード === "mayor";
      const year = of("令和2年度", isGroup);
      expect(year).toBe(of("令和2年度", (line) => codes.has(String(line.コード))));
      expect(of("令和2年度上半期", isGroup) + of("令和2年度下半期", isGroup)).toBe(year);
    });

    test("has a bureau's several years as the sum of its single ones", () => {
      const bureau = (line: Line) => line.指標 === LEAVE && line.コード === "1030";
      const of = (period: string) =>
        Number(lines.find((line) => bureau(line) && line.期間 === period)?.分母 ?? Number.NaN);
      const years = [2, 3, 4, 5].map((year) => of(`令和${year}年度`));
      expect(of("令和2年度～令和5年度")).toBe(years.reduce((total, count) => total + count, 0));
    });

    test("has nothing of health, disability or what bureaus are never told of", () => {
      const indicators = new Set(lines.map((line) => line.指標));
      expect([...indicators].sort()).toEqual(["課長級の女性比率", LEAVE].sort());
    });

    test.each([
      ["nobody who wants it", ["--out", "全数.xlsx", "--reason", "確認"], "--by 氏名"],
      ["no reason", ["--out", "全数.xlsx", "--by", "甲", "--reason", " "], "--reason 理由"],
      ["no place", WHO, "--out"],
      ["a place that all read", ["--out", "OUTPUT", ...WHO], "出力フォルダー"],
      ["a place of the installation", ["--out", "RELEASES", ...WHO], "その中では"],
      ["a trial of another rule", ["--least", "3", "--out", "全数.xlsx", ...WHO], "一緒に使えません"],
      ["the screen", ["--json", "--out", "全数.xlsx", ...WHO], "一緒に使えません"],
    ])("is not written with %s", (_, args, why) => {
      const places: Record<string, string> = {
        "全数.xlsx": join(folder, "never", "全数.xlsx"),
        OUTPUT: join(home(), "output", "全数.xlsx"),
        RELEASES: join(home(), "releases", "全数.xlsx"),
      };
      const {status, stderr} = kaikaku(home(), [
        "disclosure",
        "--full",
        ...args.map((arg) => places[arg] ?? arg),
      ]);
      expect([status, stderr]).toEqual([1, expect.stringContaining(why)]);
      expect(readdirSync(folder)).toEqual(["全数.xlsx"]);
      expect(readdirSync(join(home(), "output")).some((name) => name.includes("全数"))).toBe(false);
    });

    test("is not written over a file that is there, nor into a pipe", () => {
      const other = join(folder, "other.xlsx");
      writeFileSync(other, "mine");
      const over = kaikaku(home(), ["disclosure", "--full", "--out", other, ...WHO]);
      rmSync(other);
      expect([over.status, over.stderr]).toEqual([1, expect.stringContaining("もうあります")]);
      const piped = kaikaku(home(), ["disclosure", "--full", "--out", "/dev/stdout", ...WHO]);
      expect([piped.status, piped.stdout]).toEqual([1, ""]);
    });
  });
}
