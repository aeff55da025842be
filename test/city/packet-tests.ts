import {mkdtempSync, readFileSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {parse as parseCsv} from "csv-parse/sync";
import {afterAll, beforeAll, describe, expect, test, vi} from "vitest";
import {parse as parseYaml} from "yaml";
import {openHome} from "../../pipelines/installation/home.ts";
import {currentRelease} from "../../pipelines/releases/history.ts";
import {printedFrom} from "../../pipelines/releases/printed-note.ts";
import {type PdfFile, readPdf} from "../../reports/verify/read-pdf.ts";
import {kaikaku} from "../run-cli.ts";
import {seriesCodeTests} from "./series-code-tests.ts";

type Row = Record<string, string>;

const CATALOG = join(import.meta.dirname, "../../data/cities/kawasaki");
const YEARS = [2016, 2017, 2018, 2019, 2020, 2021];

function published(file: string): Row[] {
  return parseCsv(readFileSync(join(CATALOG, "published", file), "utf8"), {columns: true, bom: true});
}

/** As the page prints it, without spaces: 1234 → "1,234", -224 → "▲224". */
function printed(value: string | number): string {
  const [whole = "", fraction] = String(Math.abs(Number(value))).split(".");
  const digits = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  const decimals = String(value).split(".")[1] ?? fraction;
  return `${Number(value) < 0 ? "▲" : ""}${digits}${decimals === undefined ? "" : `.${decimals}`}`;
}

/** Millions of yen in words, digit by digit: 3819 → "38億1千9百万円". */
function yenWords(millions: number): string {
  const digits = String(Math.abs(millions)).padStart(3, "0");
  const [hundredMillions, tens, ones] = [digits.slice(0, -2), digits.at(-2), digits.at(-1)];
  const words = [
    Number(hundredMillions) > 0 ? `${Number(hundredMillions)}億` : "",
    tens === "0" ? "" : `${tens}千`,
    ones === "0" ? "" : `${ones}百`,
    tens === "0" && ones === "0" ? "" : "万",
  ];
  return `${millions < 0 ? "▲" : ""}${words.join("")}円`;
}

/**
 * The committee packet, printed by the command from the sample city and read back with another program. Nothing of the
 * templates is used: what is looked for comes from the published tables.
 */
export function packetTests(city: () => string): void {
  describe("the committee packet of R3", () => {
    let folder: string;
    let file: string;
    let pdf: PdfFile;
    let rows: string[][];

    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), "kaikaku-packet-"));
      file = join(folder, "packet.pdf");
      const {status, stdout, stderr} = kaikaku(city(), ["packet", "--fy", "R3", "--out", file]);
      expect([status, stderr]).toEqual([0, expect.not.stringContaining("エラー")]);
      expect(stdout).toContain("検査済み");
      pdf = await readPdf(readFileSync(file));
      rows = pdf.pages.flatMap((page) => page.rows.map((row) => row.filter((cell) => cell !== "")));
    });

    afterAll(() => rmSync(folder, {recursive: true, force: true}));

    // Two months after March settle most indicators, six those that wait for corrections and the accounts (kpis.yaml).
    test.each<[title: string, options: string[], paper: string, over480: string]>([
      ["on 26 May 2022, its own day", [], "速報", "速報"],
      ["on 31 May", ["--as-of", "2022-05-31"], "速報", "速報"],
      ["on 1 June", ["--as-of", "令和4年6月1日"], "確定", "速報"],
      ["on 1 October", ["--as-of", "2022-10-01"], "確定", "確定"],
    ])("shows what was settled %s", (_, options, paper, over480) => {
      const tables = join(folder, `tables ${options.join(" ")}`);
      const {status, stderr} = kaikaku(city(), ["workbook", "--fy", "R3", "--csv", tables, ...options]);
      expect([status, stderr]).toEqual([
        0,
        options.length === 0 ? "" : expect.stringContaining("公開版がありません"),
      ]);
      const stateOf = (table: string) => {
        const lines = readFileSync(join(tables, `${table}.csv`), "utf8").split(/\r?\n/);
        return lines.find((line) => line.startsWith("確定状況"))?.split(",");
      };
      expect(stateOf("paper-sheets")).toEqual(["確定状況", ...Array(5).fill("確定"), paper]);
      expect(stateOf("annual-leave-days")?.at(-1)).toBe(paper);
      expect(stateOf("overtime-over-480h")?.[YEARS.length]).toBe(over480);
    });

    test("says what the provisional values wait for", () => {
      expect(pdf.pages.map(({text}) => text).join("")).toMatch(
        /速報のわけ：.*令和4年5月が終わると確定／.*令和4年9月が終わると確定/,
      );
    });

    test("refuses a year that was not over on the day", () => {
      const {status, stderr} = kaikaku(city(), ["packet", "--fy", "R3", "--as-of", "2022-03-30"]);
      expect([status, stderr]).toEqual([
        1,
        expect.stringContaining("令和4年3月30日には、令和3年度がまだ終わっていません"),
      ]);
    });

    test("has the three documents with bookmarks, landscape and portrait in one file", () => {
      expect(pdf.pages.length).toBeGreaterThanOrEqual(60);
      const parts = pdf.outline.filter(({title}) => /^資料\d/.test(title));
      expect(parts.map(({title}) => title.slice(0, 3))).toEqual(["資料1", "資料2", "資料3"]);
      const isWide = parts.map(({page}) => {
        const {width = 0, height = 0} = pdf.pages[(page ?? 0) - 1] ?? {};
        return width > height;
      });
      expect(isWide).toEqual([true, true, false]);
      expect([pdf.language, pdf.isTagged]).toEqual(["ja", true]);
    });

    test("prints no row of an indicator's parts in which no year has one", () => {
      const parts = rows.filter(([name]) => name === "分子" || name === "分母");
      expect(parts.length).toBeGreaterThan(10);
      expect(parts.filter(([, ...cells]) => cells.every((cell) => cell === "－"))).toEqual([]);
    });

    test("every page of a document names it beside its number", () => {
      const from = (name: string) => pdf.outline.find(({title}) => title.startsWith(name))?.page ?? 0;
      const starts = ["資料1", "資料2", "資料3", "付表"].map((name) => ({name, page: from(name)}));
      for (const [index, {name, page}] of starts.entries())
        for (let number = page; number < (starts[index + 1]?.page ?? pdf.pages.length + 1); number += 1)
          expect(pdf.pages[number - 1]?.text).toContain(`${name}${number}/${pdf.pages.length}`);
    });

    test("has all 29 bureaus over six years, and their sum", () => {
      const byBureau = Map.groupBy(published("overtime-over-480h-by-bureau.csv"), (row) => row.bureau_name);
      expect(byBureau.size).toBe(29);
      for (const [bureau, cells] of byBureau) {
        const counts = YEARS.map(
          (year) => cells.find((row) => Number(row.fiscal_year) === year)?.staff_count,
        );
        expect(rows).toContainEqual([bureau, ...counts]);
      }
      const total = published("overtime-over-thresholds-by-group.csv").filter(
        (row) =>
          row.group_name === "全任命権者" &&
          row.threshold_hours === "480" &&
          YEARS.includes(Number(row.fiscal_year)),
      );
      expect(rows).toContainEqual(["全局区", ...total.map((row) => row.staff_count)]);
    });

    test("has the people over 480 and 1000 hours by appointing authority", () => {
      const groups = Map.groupBy(published("overtime-over-thresholds-by-group.csv"), (row) => row.group_name);
      for (const [group, cells] of groups) {
        const name = group === "全任命権者" ? "計" : group;
        const counts = YEARS.flatMap((year) =>
          ["480", "1000"].map((hours) => {
            const cell = cells.find(
              (row) => Number(row.fiscal_year) === year && row.threshold_hours === hours,
            );
            return `${printed(cell?.staff_count ?? "")}人`;
          }),
        );
        expect(rows).toContainEqual([name, ...counts]);
      }
    });

    test("has the mean overtime with its increases", () => {
      const values = Object.fromEntries(
        published("overtime-means.csv").map((row) => [`${row.measure} ${row.fiscal_year}`, row.value]),
      );
      const row = rows.find((cells) => cells[0] === "災害対応・選挙事務を除く年間平均");
      expect(row?.slice(1)).toEqual([
        values["mean_hours_without_disaster_election 2020"],
        values["mean_hours_without_disaster_election 2021"],
        values["mean_hours_without_disaster_election_increase 2021"],
        `${values["mean_hours_without_disaster_election_increase_percent 2021"]}%`,
      ]);
      const all = rows.find((cells) => cells[0] === "年間平均");
      expect(all?.slice(-2)).toEqual([
        values["mean_hours_increase 2021"],
        `${values["mean_hours_increase_percent 2021"]}%`,
      ]);
    });

    test("has overtime pay, its reductions and their sum in the words of city finance", () => {
      const names: Row = {普通会計: "普通会計（事業費支弁含む）", 公営事業会計: "公営事業会計", 合計: "合計"};
      const tables = Map.groupBy(
        published("overtime-pay.csv"),
        (row) =>
          `${row.measure} ${row.measure === "cumulative_change" ? "累計" : names[row.account_name ?? ""]}`,
      );
      for (const [name, cells] of tables) {
        const words = cells.map((row) => {
          const isReference = row.status === "速報" && row.measure !== "cumulative_change";
          return `${isReference ? "（参考）" : ""}${yenWords(Number(row.value))}`;
        });
        const [, label = ""] = name.split(" ");
        const found = rows.filter((row) => row[0] === label).map((row) => row.slice(1, words.length + 1));
        expect([name, found]).toEqual([name, expect.arrayContaining([words])]);
      }
    });

    test("before the accounts are settled no page splits the year's pay by account", () => {
      const open = rows.filter(([first]) => first === "R3").map((row) => row.slice(1));
      expect(open).toContainEqual(["－", "－", "6,255", "187", "▲1,724", "例月給与"]);
      const lead = "令和3年度の支給額は62億5千5百万円（参考）で、平成28年度より1億8千7百万円多い";
      expect(pdf.pages.filter(({text}) => text.includes(lead))).toHaveLength(1);
    });

    test("every chapter of the overview ends in the next year's main measures", () => {
      const from = pdf.outline.findIndex(({title}) => title.startsWith("資料1"));
      const to = pdf.outline.findIndex(({title}) => title.startsWith("資料2"));
      const chapters = pdf.outline
        .slice(from + 1, to + 1)
        .filter(({level}) => level <= 2)
        .map(({title, page}) => ({title, page: page ?? 0}));
      const ends = chapters.slice(0, -1).map(({title}, index) => ({
        title,
        lastPage: pdf.pages[(chapters[index + 1]?.page ?? 0) - 2],
      }));
      const missing = ends.filter(({lastPage}) => !lastPage?.text.includes("令和4年度の主な取組内容"));
      expect(ends.length).toBeGreaterThan(9);
      expect(missing.map(({title}) => title)).toEqual(["働き方・仕事の進め方改革の全体像"]);
    });

    test("every sentence above an indicator names it, and no page knows less of the year than another", () => {
      const text = pdf.pages.map((page) => page.text).join("");
      expect(text).toContain("障害者実雇用率は令和3年度に");
      expect(text).toContain("ストレスチェックの受検率は令和3年度に");
      expect(text).not.toMatch(/R2年度は(前年度|必要水準)/);
    });

    test("has the hours of the shared services by task and their effect", () => {
      const cells = published("shared-services.csv");
      const years = ["2019", "2020", "2021"];
      for (const task of ["旅費認定", "会計年度任用職員関連事務", "計"]) {
        const row = rows.find((found) => found[0] === task && found.length === 9) ?? [];
        for (const [index, measure] of ["saved_hours", "spent_hours"].entries())
          for (const [place, year] of years.entries()) {
            const cell = cells.find(
              (one) =>
                one.task_name === task &&
                one.measure === measure &&
                one.last_fiscal_year === year &&
                one.first_fiscal_year === year,
            );
            expect(row[1 + index * 4 + place]).toBe(cell ? `${printed(cell.value ?? "")}時間` : "－");
          }
      }
      const sums = cells.filter((row) => row.first_fiscal_year !== row.last_fiscal_year);
      const texts = rows.map((row) => row.join(""));
      for (const {unit, value = ""} of sums) {
        const text = unit === "億円" ? `${Number(value).toFixed(2)}億円` : `${printed(value)}${unit}`;
        expect(texts.some((row) => row.includes(text))).toBe(true);
      }
    });

    test("has the days of leaving on time with their true weekdays", () => {
      const days = Map.groupBy(published("punctual-leave-days.csv"), (row) => row.occasion);
      for (const [occasion, cells] of days) {
        const expected = cells.flatMap(({held_on = "", value}) => {
          const date = new Date(`${held_on}T00:00:00Z`);
          const weekday = new Intl.DateTimeFormat("ja", {weekday: "short", timeZone: "UTC"}).format(date);
          return [`${value}%`, `${date.getUTCMonth() + 1}月${date.getUTCDate()}日（${weekday}）`];
        });
        expect(rows).toContainEqual([`${occasion}回目`, ...expected]);
      }
    });

    test("has the trainings with times and people", () => {
      for (const [name, cells] of Map.groupBy(published("trainings.csv"), (row) => row.training_name)) {
        const row = rows.find((found) => found[0] === name);
        for (const {measure, value} of cells)
          expect(row).toContain(measure === "sessions" ? `${value}回` : `${value}名`);
      }
    });

    test("has base and target of every indicator on its sheet", () => {
      const {kpis} = parseYaml(readFileSync(join(CATALOG, "kpis.yaml"), "utf8")) as {
        kpis: {
          name: string;
          unit: string;
          decimals: number;
          comparator: string;
          base: {value: number | null};
          target: {value: number; decimals?: number};
          listed: {label: string}[];
        }[];
      };
      const texts = rows.map((row) => row.join(""));
      for (const {name, unit, decimals, comparator, base, target, listed} of kpis) {
        const from = base.value === null ? "－" : `${printed(base.value.toFixed(decimals))}${unit}`;
        const to = `${printed(target.value.toFixed(target.decimals ?? decimals))}${unit}${comparator}`;
        for (const {label} of listed) {
          const row = texts.find((text) => text.startsWith(`${label}${name.replace(/\s/g, "")}`));
          expect([name, row]).toEqual([name, expect.stringContaining(`現状値${from}（`)]);
          expect([name, row]).toEqual([name, expect.stringContaining(`目標値${to}（`)]);
        }
      }
    });

    test("has every measure of the register as often as it stands there, repetitions in their place", () => {
      const {registers} = parseYaml(readFileSync(join(CATALOG, "initiatives.yaml"), "utf8")) as {
        registers: {directions: {sections: {measures: {title?: string; repeats?: string}[]}[]}[]}[];
      };
      const sections = registers[0]?.directions.map(({sections: found}) => found) ?? [];
      const at = (place: string) => {
        const [direction = 1, section = 1, measure = 1] = place.split("-").map(Number);
        const {title} = sections[direction - 1]?.[section - 1]?.measures[measure - 1] ?? {};
        return `${title}（（${direction}）－${"①②③④⑤⑥"[section - 1]}取組${measure}の再掲）`;
      };
      const labels = sections
        .flat()
        .flatMap(({measures}) =>
          measures.map(({title, repeats}, index) =>
            `${index + 1}${title ?? at(repeats ?? "")}`.replace(/\s/g, ""),
          ),
        );
      for (const [label, times] of Map.groupBy(labels, (one) => one)) {
        const found = rows.filter(([first]) => first === label);
        expect([label, found.length]).toEqual([label, times.length]);
      }
      expect(labels).toHaveLength(86);
    });

    test("every code of the appendix is a figure that explain knows, with the printed value", () => {
      const codes = rows.filter((row) => row.at(-1)?.startsWith("F-"));
      expect(codes.length).toBeGreaterThan(29 * 6);
      for (const row of [codes[0], codes.at(-1)]) {
        const {status, stdout} = kaikaku(city(), ["explain", row?.at(-1) ?? ""]);
        expect([status, stdout]).toEqual([0, expect.stringContaining(row?.at(-2) ?? "none")]);
      }
    });

    seriesCodeTests(city, () => rows);

    test("its release is noted as printed, so that retention keeps it", () => {
      const home = openHome(city());
      expect(printedFrom(home, currentRelease(home)?.releaseId ?? "")).toContain("packet_R3");
    });

    test("printed again it is the same file, byte for byte, wherever the clock stands", () => {
      vi.stubEnv("TZ", "America/Los_Angeles");
      const again = join(folder, "again.pdf");
      kaikaku(city(), ["packet", "--fy", "令和3年度", "--out", again]);
      vi.unstubAllEnvs();
      expect(readFileSync(again).equals(readFileSync(file))).toBe(true);
    });
  });

  test("a year without words prints its figures and says what is not there", async () => {
    const folder = mkdtempSync(join(tmpdir(), "kaikaku-packet-"));
    const file = join(folder, "R5.pdf");
    const {status} = kaikaku(city(), ["packet", "--fy", "R5", "--out", file]);
    const {pages} = await readPdf(readFileSync(file));
    rmSync(folder, {recursive: true, force: true});
    const text = pages.map((page) => page.text).join("");
    expect(status).toBe(0);
    expect(text).toContain("令和5年度の取組の記述は登録されていません");
    expect(text).toContain("令和5年度は");
    expect(text).toContain("資料1に頁を設けていない項目");
  });

  test("a year that is not over has no counts, which is not nobody", async () => {
    const folder = mkdtempSync(join(tmpdir(), "kaikaku-packet-"));
    const file = join(folder, "R6.pdf");
    kaikaku(city(), ["packet", "--fy", "R6", "--out", file]);
    const {pages} = await readPdf(readFileSync(file));
    rmSync(folder, {recursive: true, force: true});
    const text = pages.map((page) => page.text).join("");
    expect(text).not.toMatch(/超えた職員は0人|（0人）、|令和元～6年度/);
    expect(text).toContain("令和6年度の値はまだない");
    expect(text).toContain("令和元～5年度の効果額");
  });

  test("a year without figures is refused with the years there are", () => {
    const {status, stderr} = kaikaku(city(), ["packet", "--fy", "R20"]);
    expect([status, stderr]).toEqual([1, expect.stringMatching(/R20.*R3/)]);
  });
}
