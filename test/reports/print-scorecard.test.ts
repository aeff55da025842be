import {mkdtemp, readdir, readFile, rm} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, beforeAll, describe, expect, test} from "vitest";
import {typedMarts} from "../../pipelines/engine/kysely.ts";
import {openReadOnly} from "../../pipelines/engine/open.ts";
import {usualPrinting} from "../../reports/print/with-browser.ts";
import {printScorecards} from "../../reports/scorecard/print-scorecard.ts";
import {formatValue} from "../../reports/values/format.ts";
import {statusView} from "../../reports/values/status.ts";
import {type PdfFile, readPdf} from "../../reports/verify/read-pdf.ts";
import {withoutSpaces} from "../../reports/verify/without-spaces.ts";
import type {FiscalQuarter} from "../../schemas/fiscal-time.ts";
import {type FixtureIndicator, sevenIndicators} from "./fixture-indicators.ts";
import {otherIndicators} from "./fixture-other-indicators.ts";
import {writeFixtureRelease} from "./fixture-release.ts";
import {scorecardRows} from "./fixture-scorecard.ts";

const R6Q2: FiscalQuarter = {fiscalYear: 2024, quarter: 2};
const allIndicators = [...sevenIndicators, ...otherIndicators];
/** Millimetres of A4: text may stand between the 14 mm margins. */
const TEXT_FROM = 13.9;
const TEXT_TO = 196.1;

let folder: string;
let seven: Uint8Array;
let all: Uint8Array;
let sevenRead: PdfFile;
let allRead: PdfFile;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "kaikaku-scorecard-"));
  await writeFixtureRelease(join(folder, "seven.duckdb"), scorecardRows(sevenIndicators, true));
  await writeFixtureRelease(join(folder, "all.duckdb"), scorecardRows(allIndicators, false));
  seven = await printed("seven");
  all = await printed("all");
  sevenRead = await readPdf(seven);
  allRead = await readPdf(all);
}, 60_000);

afterAll(() => rm(folder, {recursive: true, force: true}));

describe("the document", () => {
  test("has the board and one page per indicator", () => {
    expect(sevenRead.pages).toHaveLength(1 + sevenIndicators.length);
    expect(allRead.pages).toHaveLength(1 + allIndicators.length);
  });

  test("keeps an indicator on one page however long the names of its files are", async () => {
    const names = [
      "職員の時間外勤務の実績を課ごとにまとめた月別の一覧（最終版）",
      "overtime_by_section_final_copy_",
    ];
    const rows = scorecardRows(sevenIndicators, true);
    const long = (rows["marts.fct_kpi_sources"] ?? []).flatMap((row, index) =>
      ["時間外勤務実績", "職員名簿", "局区一覧"].map((source_title, place) => ({
        ...row,
        source: `${place}`,
        source_title,
        latest_file_name: `${(names[(index + place) % 2] ?? "").repeat(6)}.xlsx`,
      })),
    );
    await writeFixtureRelease(join(folder, "names.duckdb"), {...rows, "marts.fct_kpi_sources": long});
    const {pages} = await readPdf(await printed("names"));
    expect(pages).toHaveLength(1 + sevenIndicators.length);
    for (const {runs} of pages) expect(runs.filter(({right}) => right > TEXT_TO)).toEqual([]);
    expect(pages[1]?.text).toMatch(/最新：職員の時間外勤務の…最終版）\.xlsx（/);
  });

  test("is tagged, titled, in Japanese, with an outline of every page", () => {
    expect(sevenRead.isTagged).toBe(true);
    expect(sevenRead.language).toBe("ja");
    expect(sevenRead.title).toBe("スコアカード　令和6年度 第2四半期");
    expect(chapters(sevenRead)).toEqual([sevenRead.title, ...sevenIndicators.map(({name}) => name)]);
  });

  test("embeds one typeface by name, and nothing else", () => {
    const objects = Buffer.from(all).toString("latin1");
    const kinds = objects.matchAll(/\/Type\s*\/Font\s[^>]*?\/Subtype\s*\/(\w+)/g);
    expect([...new Set([...kinds].map(([, kind]) => kind))].sort()).toEqual(["CIDFontType2", "Type0"]);
    expect(objects.match(/\/FontFile2/g)).toHaveLength(2);
    expect(objects).toMatch(/\/BaseFont \/[A-Z]{6}\+BIZUDPGothic-Regular/);
  });

  test("says 見本データ on every page as long as the data are sample data, and never otherwise", () => {
    expect(sevenRead.pages.every(({text}) => text.includes("見本データ（実在の値ではありません）"))).toBe(
      true,
    );
    expect(allRead.pages.some(({text}) => text.includes("見本データ"))).toBe(false);
  });

  test("numbers its pages and names its release on each", () => {
    sevenRead.pages.forEach(({text}, index) => {
      expect(text).toContain(`${index + 1}/8`);
      expect(text).toContain("公開版2024-10-15-3f9c1a");
    });
  });

  test("is the same to the byte when it is printed again", async () => {
    expect(Buffer.from(await printed("seven")).equals(seven)).toBe(true);
  });

  test("leaves no half-written file", async () => {
    expect(await readdir(join(folder, "output", "seven"))).toEqual(["scorecard_R6Q2_2024-10-15-3f9c1a.pdf"]);
  });

  test("keeps all text between the margins", () => {
    const outside = allRead.pages.flatMap(({runs}, index) =>
      runs.filter(({left, right}) => left < TEXT_FROM || right > TEXT_TO).map(({text}) => [index + 1, text]),
    );
    expect(outside).toEqual([]);
  });

  test("carries no text twice in one place", () => {
    for (const {runs} of allRead.pages) {
      const places = runs.map(({text, left, top}) => `${text} ${left.toFixed(0)} ${top.toFixed(0)}`);
      expect(new Set(places).size).toBe(places.length);
    }
  });
});

describe("the board", () => {
  test.each(allIndicators)("$shortName has its row", ({shortName, years, decimals, task, label, status}) => {
    const row = boardRow(shortName);
    expect(row).toContain(withoutSpaces(`${shortName}${task} ${label.replace("指標", "")}`));
    expect(row).toContain(formatValue(years.at(-1) ?? null, decimals));
    expect(row).toContain(statusView(status).word);
  });

  test("puts each row on one line and no text over another", () => {
    const runs = (allRead.pages[0]?.runs ?? []).filter(({top}) => top > 40 && top < 280);
    const collisions = runs.flatMap((one) =>
      runs
        .filter(
          (other) =>
            Math.abs(other.top - one.top) < 0.3 && other.left > one.left && other.left < one.right - 0.1,
        )
        .map((other) => `${one.text} / ${other.text}`),
    );
    expect(collisions).toEqual([]);
  });

  test("counts the words of the last full year, and below them those of where the running year will end", () => {
    expect(sevenRead.pages[0]?.text).toContain(
      "最新の年度の値7指標達成1順調0やや遅れ3遅れ3逆行0不明0R6年度末見込み1指標達成0順調0やや遅れ0遅れ0逆行1不明0",
    );
    expect(allRead.pages[0]?.text).toContain(
      "最新の年度の値23指標達成3順調4やや遅れ5遅れ8逆行0容認1不明1参考1",
    );
  });

  test("has a line a source, on page 1 although the notes have no room there, and apart when they have none either", async () => {
    const pagesWith = async (name: string, of: {tasks: number; months: number}) => {
      await writeFixtureRelease(join(folder, `${name}.duckdb`), crowded(of));
      return (await readPdf(await printed(name))).pages.map(({text}) => text);
    };
    const line = /届いた資料資料1R6\.9まで/;
    const usual = await pagesWith("usual", {tasks: 1, months: 1});
    expect(usual).toHaveLength(8);
    expect(usual[0]).toMatch(line);
    expect(usual[0]).toContain(`資料3R6.9までまだの局区：1番目の${LONG_NAME}、病院局（R6.9）`);
    const noted = await pagesWith("noted", {tasks: 275, months: 1});
    expect(noted).toHaveLength(9);
    expect(noted[0]).toMatch(line);
    expect(noted[8]).toContain("課題275");
    expect(noted[8]).not.toContain("届いた資料");
    const full = await pagesWith("full", {tasks: 1, months: 14});
    expect(full).toHaveLength(9);
    expect(full[0]).not.toContain("届いた資料");
    expect(full[8]).toMatch(line);
  }, 120_000);
});

describe("an indicator's page", () => {
  test.each(allIndicators)(
    "$shortName: full name, value, status",
    ({id, name, years, unit, decimals, status}) => {
      const text = pageOf(id);
      expect(text).toContain(withoutSpaces(name));
      const value = years.at(-1) ?? null;
      expect(text).toContain(value === null ? "最新値－" : `速報）${formatValue(value, decimals)}${unit}`);
      expect(text).toContain(`状況${statusView(status).word}`);
    },
  );

  test("has every yearly value once, below its heading and in the order of the years", () => {
    expect(pageOf("mental_longterm_leave_ratio")).toContain(
      "年度R1R2R3R4R5R6R7目標%1.721.791.831.881.922.02分子",
    );
    expect(pageOf("overtime_over_480h").split("497")).toHaveLength(2);
  });

  test("says what the chart shows", () => {
    expect(pageOf("overtime_over_480h")).toContain("R5年度は前年度より25人減ったが、必要水準より329人多い");
  });

  test("shows the bureaus that matter, withheld cells as x", () => {
    expect(pageOf("overtime_over_480h")).toContain("消防局323313299▲14臨海部国際戦略本部283274262▲12");
    expect(pageOf("overtime_over_480h")).toContain("まちづくり局xx187－");
    expect(pageOf("overtime_over_480h")).not.toContain("こども未来局");
    expect(pageOf("annual_leave_days")).not.toContain("前年差");
  });

  test("sets the year to date beside last year's", () => {
    expect(pageOf("male_parental_leave_rate")).toContain("R69月まで（前年55.1）104.3%");
    expect(pageOf("disability_employment_rate")).not.toContain("月まで（前年");
  });

  test("keeps the series of all authorities apart", () => {
    expect(pageOf("overtime_over_480h")).toContain("年480時間超（全任命権者）人623664771752721");
    expect(pageOf("overtime_over_480h")).toContain("時間143.3141.0154.2151.8149.9");
    expect(pageOf("paper_sheets")).not.toContain("参考：");
  });

  test("names its sources", () => {
    expect(pageOf("paper_sheets")).toContain("時間外勤務実績（101件、1,120,394行）");
    expect(pageOf("paper_sheets")).toContain("時間外勤務_令和6年9月.csv（R6.10.8受領、11,204行）");
  });
});

test("a quarter that the release does not have is a message that says which there are", async () => {
  const marts = typedMarts(await openReadOnly(join(folder, "seven.duckdb")));
  const printing = printScorecards({
    printing: usualPrinting(),
    marts,
    quarter: {fiscalYear: 2025, quarter: 1},
    whose: "city",
    folder: join(folder, "output", "none"),
    log: silent,
  });
  await expect(printing).rejects.toThrow("この公開版には R7Q1 のデータがありません。あるのは R6Q2 です。");
  await marts.destroy();
});

test("a text too long for its page is refused by the name of its indicator", async () => {
  const rows = scorecardRows(sevenIndicators, true);
  const kpis = (rows["marts.dim_kpis"] ?? []).map((kpi) =>
    kpi.kpi_id === "paper_sheets" ? {...kpi, definition: kpi.definition.repeat(20)} : kpi,
  );
  await writeFixtureRelease(join(folder, "long.duckdb"), {...rows, "marts.dim_kpis": kpis});
  await expect(printed("long")).rejects.toThrow(
    /1ページに収まりません: 紙の使用量（学校等を除く。）（paper_sheets）。/,
  );
  expect(await readdir(join(folder, "output"))).not.toContain("long");
}, 30_000);

const silent = {info: () => {}};

async function printed(name: string): Promise<Uint8Array> {
  const marts = typedMarts(await openReadOnly(join(folder, `${name}.duckdb`)));
  const output = join(folder, "output", name);
  const [file = ""] = await printScorecards({
    printing: usualPrinting(),
    marts,
    quarter: R6Q2,
    whose: "city",
    folder: output,
    log: silent,
  });
  await marts.destroy();
  return new Uint8Array(await readFile(file));
}

/** Task sheets that page 1 names, and three sources that lack other bureaus each month. */
function crowded({tasks, months}: {tasks: number; months: number}) {
  const rows = scorecardRows(sevenIndicators, false);
  const of = <Row>(some: Row[] | undefined): Row[] => (some ?? []).slice(0, 1);
  const numbers = (count: number) => Array.from({length: count}, (_, index) => index + 1);
  const kinds = [1, 2, 3].map((number) => ({source: `source_${number}`, source_title: `資料${number}`}));
  return {
    ...rows,
    "marts.dim_tasks": numbers(tasks).flatMap((number) =>
      of(rows["marts.dim_tasks"]).map((task) => ({
        ...task,
        task_no: `9-${number}`,
        task_name: `課題${number}`,
        display_order: number,
      })),
    ),
    "marts.fct_kpi_sources": kinds.flatMap((kind) =>
      of(rows["marts.fct_kpi_sources"]).map((row) => ({...row, ...kind, kpi_id: "paper_sheets"})),
    ),
    "marts.fct_source_periods": kinds.flatMap((kind) =>
      numbers(months).map((number) => {
        const day = `2024-09-${String(30 - months + number).padStart(2, "0")}`;
        return {
          ...kind,
          ...{period_months: 1, period_start: day, period_end: day},
          missing_bureaus: `${number}番目の${LONG_NAME}、病院局`,
        };
      }),
    ),
  };
}

const LONG_NAME = `${"とても長い名前の".repeat(8)}局`;

/** Text of the line on page 1 that begins with the short name. */
function boardRow(shortName: string): string {
  const rows = (allRead.pages[0]?.rows ?? []).map((cells) => withoutSpaces(cells.join("")));
  return rows.find((row) => row.startsWith(withoutSpaces(shortName))) ?? "";
}

function chapters({outline}: PdfFile): string[] {
  return outline.filter(({level}) => level === 1).map(({title}) => title);
}

function pageOf(id: FixtureIndicator["id"]): string {
  const title = allIndicators.find((indicator) => indicator.id === id)?.name;
  const index = chapters(allRead).indexOf(title ?? "");
  return allRead.pages[index]?.text ?? "";
}
