import {cpSync, mkdtempSync, readdirSync, readFileSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {read, utils, type WorkBook} from "@e965/xlsx";
import {afterAll, beforeAll, describe, expect, test} from "vitest";
import {parse as parseYaml} from "yaml";
import {formatValue} from "../../reports/values/format.ts";
import {type PdfFile, readPdf} from "../../reports/verify/read-pdf.ts";
import {type CliResult, kaikaku} from "../run-cli.ts";
import {filesNamed, readCsv} from "../sample/read-plainly.ts";
import {SAMPLE_CITY} from "../sample-city.ts";

/*
 * A city that is not like the first goes its whole road in processes as its office would: folder, files, run, documents.
 * Its figures are reckoned once more from its files, without SQL.
 */

let root: string;
let files: string;
const said: Record<string, CliResult> = {};
const printed: Record<string, PdfFile> = {};
let workbook: WorkBook;
let dictionary: string;

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), "kaikaku-second-"));
  files = join(root, "files");
  const home = join(root, "home");
  const command = (name: string, ...args: string[]) => {
    said[name] = kaikaku(home, [name, ...args]);
  };
  command("init", "--from", "minasato");
  command("sample", "--city", "minasato", "--out", files);
  // What its files say is learnt from one of each kind, as if nobody had written it down.
  for (const name of readdirSync(join(home, "city/sources"))) rmSync(join(home, "city/sources", name));
  command("map", ...oneOfEachKind(files), ...ANSWERS.flatMap((answer) => ["--value", answer]), "--yes");
  cpSync(files, join(home, "inbox"), {recursive: true});
  command("run", "--clock-is-right");
  command(
    "scorecard",
    "--period",
    "令和7年度第2四半期",
    "--bureau",
    "産業観光部",
    "--out",
    join(root, "cards"),
  );
  const before = ["--period", "令和5年度第4四半期", "--bureau", "農水商工部"];
  kaikaku(home, ["scorecard", ...before, "--out", join(root, "before")]);
  command("packet", "--fy", "R6", "--out", join(root, "packet.pdf"));
  command("workbook", "--out", join(root, "tables.xlsx"));
  command("docs", "--out", join(root, "words.html"));
  command("explain", "月の残業の平均", "令和6年度");
  command("kpi", "--json");
  command("scoreboard", "--json");
  for (const name of ["city", "status", "queries"]) command(name);
  command("due", "--all", "--json");
  const [board = ""] = readdirSync(join(home, "output")).filter((name) =>
    name.startsWith("scorecard_R7Q2_2"),
  );
  const [card = ""] = readdirSync(join(root, "cards")).filter((name) => name.endsWith(".pdf"));
  const [former = ""] = readdirSync(join(root, "before"));
  printed.former = await readPdf(readFileSync(join(root, "before", former)));
  printed.board = await readPdf(readFileSync(join(home, "output", board)));
  printed.card = await readPdf(readFileSync(join(root, "cards", card)));
  printed.packet = await readPdf(readFileSync(join(root, "packet.pdf")));
  workbook = read(readFileSync(join(root, "tables.xlsx")));
  dictionary = readFileSync(join(root, "words.html"), "utf8")
    .replace(/<style>[\s\S]*?<\/style>/g, "")
    .replace(/<[^>]+>/g, "\n");
}, 300_000);

afterAll(() => rmSync(root, {recursive: true, force: true}));

/** What only a person of the city knows. */
const ANSWERS = [
  "職名:次長=部長級",
  "取組の種類:来庁不要の手続=own:online_procedure",
  "取組の種類:窓口の相談予約=own:counter_booking",
  "質問:今の働き方に満足していますか=働き方に関する満足感",
];

/** The last file of each kind. */
function oneOfEachKind(folder: string): string[] {
  const names = readdirSync(folder).filter((name) => /\.(csv|xlsx)$/.test(name));
  const byKind = new Map(names.toSorted().map((name) => [name.replace(/_[^_]*$/, ""), name]));
  return [...byKind.values()].map((name) => join(folder, name));
}

function textOf(document: PdfFile | undefined): string {
  return (document?.pages ?? []).map(({text}) => text).join("\n");
}

function sheetTexts(): string {
  return workbook.SheetNames.map(
    (name) => `${name}\n${utils.sheet_to_csv(workbook.Sheets[name] ?? {})}`,
  ).join("\n");
}

interface Value {
  kpi_id: string;
  fiscal_year: number;
  period_kind: string;
  bureau_code: string | null;
  value: number | null;
  numerator: number | null;
  denominator: number | null;
  observation_status: string;
}

function valuesOf(kpiId: string): Value[] {
  const values = JSON.parse(said.kpi?.stdout ?? "[]") as Value[];
  return values.filter(({kpi_id, period_kind}) => kpi_id === kpiId && period_kind === "year");
}

function cityValue(kpiId: string, fiscalYear: number): Value | undefined {
  return valuesOf(kpiId).find((row) => row.fiscal_year === fiscalYear && row.bureau_code === null);
}

/** Rows of a workbook's sheet as it is typed. */
function cellsOf(name: string): string[][] {
  const book = read(readFileSync(join(files, name)));
  return utils.sheet_to_json<string[]>(book.Sheets[book.SheetNames[0] ?? ""] ?? {}, {header: 1, raw: false});
}

function minutes(clock: string | undefined): number {
  const [hours = 0, rest = 0] = (clock ?? "").split(":").map(Number);
  return hours * 60 + rest;
}

/** 平日 and 週休 of fiscal year 2024, by 職員コード. */
function overtimeOfYear(): Map<string, number> {
  const sums = new Map<string, number>();
  for (const [person = "", kind = "", , ...months] of cellsOf("見本_残業_R6.xlsx").slice(4))
    if (kind === "平日" || kind === "週休")
      sums.set(
        person,
        months.reduce((sum, cell) => sum + minutes(cell), sums.get(person) ?? 0),
      );
  return sums;
}

describe("the road", () => {
  test("is gone without a fault, a question or a warning", () => {
    for (const [name, {status, stderr}] of Object.entries(said))
      expect([name, status === 2 && name === "due" ? 0 : status, stderr.match(/エラー|誤り/)]).toEqual([
        name,
        0,
        null,
      ]);
    expect(said.run?.stdout).toMatch(
      // The board, nine indicators, and what the note on the first leaves to a page of its own.
      /公開版 {2}\S+ を公開しました[\s\S]*令和7年度 第2四半期を印刷しました: .*（10ページ、検査済み）/,
    );
    expect(said.run?.stdout).not.toMatch(/保留|注意|誤り|待ち|受付不可/);
  });

  test("says nothing of the first city, on no page, in no sheet and no answer", () => {
    const everything = {
      ...Object.fromEntries(Object.entries(said).map(([name, {stdout, stderr}]) => [name, stdout + stderr])),
      ...Object.fromEntries(Object.entries(printed).map(([name, pdf]) => [`${name}.pdf`, textOf(pdf)])),
      workbook: sheetTexts(),
      dictionary,
    };
    for (const [name, text] of Object.entries(everything)) {
      expect([name, text.length > 20]).toEqual([name, true]);
      expect([
        name,
        text.match(/.{0,20}(川崎|第3期|総務委員会|総務企画|健康福祉局|交通局|484人)/)?.[0],
      ]).toEqual([name, undefined]);
    }
  });

  test("has none of the other city's words for its bureaus, on no page, in no sheet and no screen", () => {
    const shown = {
      ...Object.fromEntries(Object.entries(printed).map(([name, pdf]) => [`${name}.pdf`, textOf(pdf)])),
      workbook: sheetTexts(),
      ...Object.fromEntries(["run", "status", "city"].map((name) => [name, said[name]?.stdout ?? ""])),
    };
    for (const [name, text] of Object.entries(shown))
      expect([name, text.match(/.{0,20}局区(?!一覧|コード|名).{0,10}/)?.[0]]).toEqual([name, undefined]);
    expect(textOf(printed.board)).toMatch(/枚数の多い部（R6）/);
  });

  test("shows its nine indicators and none that it does not have", () => {
    const foreign = (
      parseYaml(readFileSync(join(SAMPLE_CITY, "kpis.yaml"), "utf8")) as {
        kpis: {id: string; name: string; short_name: string}[];
      }
    ).kpis;
    const own = Map.groupBy(
      JSON.parse(said.scoreboard?.stdout ?? "[]") as {kpi_id: string}[],
      ({kpi_id}) => kpi_id,
    );
    expect([...own.keys()]).toEqual([
      "overtime_480",
      "monthly_overtime",
      "copy_paper",
      "online_procedures",
      "annual_leave",
      "fathers_leave",
      "women_managers",
      "stress_check",
      "work_satisfaction",
    ]);
    for (const text of [...Object.values(printed).map(textOf), sheetTexts()])
      for (const {id, name, short_name} of foreign)
        for (const word of [id, name, short_name]) expect([word, text.includes(word)]).toEqual([word, false]);
  });
});

describe("figures reckoned from the files by another road", () => {
  test("people over 480 hours in 令和6年度", () => {
    const over = [...overtimeOfYear().values()].filter((sum) => sum > 480 * 60).length;
    expect(over).toBeGreaterThan(5);
    expect(cityValue("overtime_480", 2024)?.value).toBe(over);
  });

  test("the own indicator: hours a person and month", () => {
    const people = cellsOf("見本_職員の一覧_2024-04-01.xlsx")
      .slice(4)
      .filter(
        ([, , , , , , , , employment, , isManager, , left]) =>
          employment !== "パートタイム" && isManager === "非該当" && !left,
      ).length;
    const hours = [...overtimeOfYear().values()].reduce((sum, each) => sum + each, 0) / 60;
    expect(cityValue("monthly_overtime", 2024)).toMatchObject({denominator: people * 12});
    expect(cityValue("monthly_overtime", 2024)?.value).toBeCloseTo(hours / people / 12, 9);
  });

  test("the other own indicator: procedures without a visit, added up from 令和4年度", () => {
    const counts = ["R4", "R5", "R6"].map((year) =>
      readCsv(files, `見本_取組の数_${year}.csv`, "utf-8")
        .rows.filter(([, kind]) => kind === "来庁不要の手続")
        .reduce((sum, row) => sum + Number(row[4]), 0),
    );
    const running = counts.map((_, index) => counts.slice(0, index + 1).reduce((sum, each) => sum + each, 0));
    expect([2022, 2023, 2024].map((year) => cityValue("online_procedures", year)?.value)).toEqual(running);
  });

  test("paper, and in the bureau that two were merged into also for the years before", () => {
    const used = (year: RegExp, bureaus: string[]) =>
      filesNamed(files, "コピー用紙")
        .filter((name) => year.test(name))
        .flatMap((name) => readCsv(files, name, "shift_jis").rows)
        .filter(
          ([bureau = "", place]) => place === "庁舎" && (bureaus.length === 0 || bureaus.includes(bureau)),
        )
        .reduce((sum, row) => sum + Math.round(Number(row[4]) * 1000), 0) / 1000;
    const fiscal2024 = /2024-(0[4-9]|1\d)|2025-0[1-3]/;
    const fiscal2023 = /2023-(0[4-9]|1\d)|2024-0[1-3]/;
    expect(cityValue("copy_paper", 2024)?.value).toBeCloseTo(used(fiscal2024, []), 6);
    const merged = valuesOf("copy_paper").filter(({bureau_code}) => bureau_code === "107");
    const wanted = [used(fiscal2023, ["農水商工部", "観光交流部"]), used(fiscal2024, ["産業観光部"])];
    expect(merged.filter(({fiscal_year}) => fiscal_year > 2022).map(({value}) => value)).toEqual(
      wanted.map((sheets) => expect.closeTo(sheets, 6)),
    );
    expect(valuesOf("copy_paper").some(({bureau_code}) => bureau_code === "121")).toBe(false);
  });
});

describe("what only this city has", () => {
  test("its own two indicators are everywhere: page, row, explanation, dictionary, privacy", () => {
    const board = printed.board?.pages.map(({text}) => text) ?? [];
    for (const [name, file] of [
      ["1人が1か月にする残業の平均", "kpi_monthly_overtime"],
      ["来庁しなくても済むようにした手続の数", "kpi_online_procedures"],
    ] as const) {
      expect(board.slice(1).filter((text) => text.includes(name))).toHaveLength(1);
      expect(textOf(printed.packet)).toContain(name);
      expect(sheetTexts()).toContain(name);
      expect(dictionary).toContain(`metrics.${file}`);
    }
    expect(said.explain?.stdout).toMatch(
      /F-monthly_overtime-R6 [\s\S]*metrics\.kpi_monthly_overtime[\s\S]*見本_残業_R6\.xlsx/,
    );
    expect(valuesOf("monthly_overtime").filter(({bureau_code}) => bureau_code !== null)).toEqual([]);
    expect(textOf(printed.card)).not.toContain("月の残業の平均");
  });

  test("its own check looks at the release, and is in explanation and dictionary", () => {
    const message = "1か月の残業が150時間を超えた職員がいます";
    expect(said.explain?.stdout).toContain(
      `市の点検\n  city/sql/checks/one_month_over_150_hours.sql  ${message}: 該当なし`,
    );
    expect(dictionary).toMatch(
      new RegExp(`${message}[\\s\\S]{0,40}city/sql/checks/one_month_over_150_hours`),
    );
  });

  test("means of leave have no decimals, so that bureaus of ten people hide one, and all of them are told", () => {
    const leave = valuesOf("annual_leave").filter(({fiscal_year}) => fiscal_year === 2024);
    expect(leave).toHaveLength(13);
    for (const {value, numerator, denominator} of leave) {
      expect(Number.isInteger(value)).toBe(true);
      expect(numerator).toBeNull();
      expect(denominator).toBeGreaterThanOrEqual(10);
    }
    const row = printed.card?.pages[0]?.rows.find(([name]) => name === "年休の日数");
    for (const cell of row?.slice(4, 6) ?? []) expect(cell).toMatch(/^\d\d$/);
    expect(row?.length).toBeGreaterThan(6);
  });

  test("small counts are withheld as it decided", () => {
    const shown = valuesOf("overtime_480").filter(({bureau_code}) => bureau_code !== null);
    const withheld = shown.filter(({observation_status}) => observation_status === "withheld");
    expect(withheld.length).toBeGreaterThan(3);
    expect(withheld.every(({value}) => value === null)).toBe(true);
    const small = shown.filter(({value}) => value !== null && value > 0 && value < 3);
    expect(small).toEqual([]);
  });

  test("a target of at most, a committee of another name, bureaus merged and a month as its rhythm", () => {
    expect(textOf(printed.board)).toContain("4以下");
    const [cover] = printed.packet?.pages ?? [];
    expect(cover?.text).toContain("総務文教常任委員会");
    expect(cover?.text).toContain("資料3「みなさと市役所しごと改革プラン」要約".replaceAll(" ", ""));
    expect(textOf(printed.card)).toContain("令和6年4月1日農水商工部と観光交流部を合わせて産業観光部とした");
    expect(textOf(printed.board)).toContain("参議院議員通常選挙");
    const due = JSON.parse(said.due?.stdout ?? "{}") as {files: {source: string; period_name: string}[]};
    const overtime = due.files
      .filter(({source}) => source === "overtime")
      .map(({period_name}) => period_name);
    expect(overtime.filter((name) => !/年\d+月$/.test(name))).toEqual([]);
    expect(overtime.length).toBeGreaterThan(2);
    expect(textOf(printed.packet)).not.toContain("公表値");
  });

  test("a quarter before bureaus were merged has the card of the one that came of them, with its figures", () => {
    const text = textOf(printed.former);
    expect(text).toContain("産業観光部スコアカード令和5年度第4四半期");
    const [paper] = valuesOf("copy_paper").filter(
      ({bureau_code, fiscal_year, period_kind}) =>
        bureau_code === "107" && fiscal_year === 2023 && period_kind === "year",
    );
    expect(text).toContain(`F-copy_paper-R5-B107千枚R5173${formatValue(paper?.value ?? null, 0)}`);
  });

  test("its words stand where files are explained", () => {
    expect(dictionary).toContain("職員コード");
    expect(dictionary).toMatch(/係員|暫定再任用/);
    expect(said.explain?.stdout).toContain("平日 → 平日時間外");
  });
});
