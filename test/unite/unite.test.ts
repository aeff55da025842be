import {appendFileSync, cpSync, readdirSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {afterAll, beforeAll, describe, expect, test} from "vitest";
import {openWritable, type Row} from "../../pipelines/engine/open.ts";
import {quoted} from "../../pipelines/engine/quoted.ts";
import {type Home, openHome} from "../../pipelines/installation/home.ts";
import {releaseFolder} from "../../pipelines/releases/files.ts";
import {currentRelease} from "../../pipelines/releases/history.ts";
import {openRelease} from "../../pipelines/releases/open.ts";
import {unite} from "../../pipelines/unite/unite.ts";
import {changeFile} from "../figures/change-file.ts";
import {publishedCity, runRelease} from "../figures/small-city.ts";
import {kaikaku} from "../run-cli.ts";
import {cityHome} from "../sample-city.ts";
import {lastingFolder} from "../temporary-folder.ts";
import {noteFile, rewriteMart} from "./rewritten-body.ts";
import {simulateBodies} from "./simulated-bodies.ts";

const {folder, remove} = lastingFolder();
const SILENT = () => {};
let like = "";
let bodies: string[] = [];

/** An association that nobody has decided anything for. */
function association(name: string): Home {
  const home = cityHome(join(folder, name), "union");
  // Here the same account loads and approves.
  writeFileSync(join(home.city, "release-policy.yaml"), "four_eyes: recorded\n");
  return home;
}

function putIn(home: Home, folders: string[]) {
  return unite(folders, {home, progress: SILENT});
}

/** What readers of the association's release are told of an indicator at the end of a fiscal year; the whole has no bureau. */
async function told(home: Home, kpi: string): Promise<Row[]> {
  const release = await openRelease(home);
  try {
    return await release.rows(
      `select bureau_code, value, numerator, denominator, observation_status from marts.fct_kpi_values
       where kpi_id = $1 and fiscal_year = 2024 and period_kind = 'year' order by bureau_code nulls last`,
      [kpi],
    );
  } finally {
    release.close();
  }
}

/** What the bodies' own folders tell of the year, read by the engine alone. */
async function published(kpi: string): Promise<Row[]> {
  const engine = await openWritable(":memory:");
  try {
    const files = bodies.map((body) => quoted(join(body, "marts.fct_kpi_values.parquet")));
    return await engine.rows(
      `select value, numerator, denominator from read_parquet([${files.join(", ")}])
       where kpi_id = $1 and fiscal_year = 2024 and period_kind = 'year' and bureau_code is null and scope_id = 'programme'`,
      [kpi],
    );
  } finally {
    engine.close();
  }
}

function sumOf(rows: Row[], column: string): number {
  return rows.reduce((sum, {[column]: value}) => sum + Number(value), 0);
}

beforeAll(async () => {
  const city = await publishedCity(join(folder, "city"));
  like = releaseFolder(city, currentRelease(city)?.releaseId ?? "");
  bodies = await simulateBodies({like, into: join(folder, "bodies"), count: 6});
});
afterAll(remove);

describe("releases of several bodies become one", () => {
  let home: Home;

  beforeAll(async () => {
    home = association("united");
    const {bodies: known, rowCount} = await putIn(home, [join(folder, "bodies")]);
    expect([known.length, rowCount]).toEqual([6, expect.any(Number)]);
    expect(await runRelease(home, "2025-06-02T00:00:00Z")).toBe("published");
  });

  test("counts are added, and each body stands beside the others with what it told", async () => {
    const [rows, own] = [await told(home, "overtime_480"), await published("overtime_over_480h")];
    expect(own.length).toBeGreaterThan(3);
    expect(rows.at(-1)).toMatchObject({bureau_code: null, value: expect.closeTo(sumOf(own, "value"), 3)});
    expect(
      rows
        .slice(0, -1)
        .map(({value}) => Number(value))
        .sort(),
    ).toEqual(own.map(({value}) => Number(value)).sort());
  });

  test("a rate is what the added parts give, not the mean of rates", async () => {
    const [rows, own] = [await told(home, "women_chiefs"), await published("female_section_chief_ratio")];
    const [women, chiefs] = [sumOf(own, "numerator"), sumOf(own, "denominator")];
    const mean = own.reduce((sum, {value}) => sum + Number(value) / own.length, 0);
    expect(Math.abs(mean - (100 * women) / chiefs)).toBeGreaterThan(0.01);
    expect(rows.at(-1)).toMatchObject({
      ...{bureau_code: null, numerator: women, denominator: chiefs},
      value: expect.closeTo((100 * women) / chiefs, 9),
    });
  });

  test("every document and question works on it as on a city's", () => {
    const board = kaikaku(home.root, ["scoreboard"]);
    expect([board.status, board.stdout]).toEqual([0, expect.stringContaining("年480時間超")]);
    const over = kaikaku(home.root, [
      "sql",
      "--query",
      "indicators-over-bureaus",
      "--param",
      "fy=2024",
      "--format",
      "csv",
    ]);
    expect(over.stdout).toMatch(/年480時間超,人,\d+/);
    const rows = kaikaku(home.root, ["sql", "--query", "bureaus-by-indicator", "--format", "csv"]);
    expect(rows.stdout).toContain("見本の市0,年480時間超");
  });

  test("the same folders brought again change nothing; a body's newer release moves the whole", async () => {
    await putIn(home, [join(folder, "bodies")]);
    expect(await runRelease(home, "2025-06-03T00:00:00Z")).toBe("unchanged");
    const before = Number((await told(home, "overtime_480")).at(-1)?.value);
    const newer = await simulateBodies({like, into: join(folder, "newer"), count: 1, times: 2});
    await putIn(home, [...bodies.slice(1), ...newer]);
    expect(await runRelease(home, "2025-06-04T00:00:00Z")).toBe("published");
    expect(Number((await told(home, "overtime_480")).at(-1)?.value)).toBeGreaterThan(before);
    const {stdout} = kaikaku(home.root, ["explain", "F-overtime_480-R6"]);
    expect(stdout).toContain("団体の値.csv");
  });
});

test("a period that too few tell has no whole", async () => {
  const home = association("few");
  const tells = (index: number) => (index < 2 ? "period_end < '2025-01-01'" : "true");
  const few = await simulateBodies({like, into: join(folder, "few-bodies"), count: 6, tells});
  await putIn(home, few);
  await runRelease(home, "2025-06-02T00:00:00Z");
  const rows = await told(home, "overtime_480");
  expect(rows.length).toBe(4);
  expect(rows.map(({bureau_code}) => bureau_code)).not.toContain(null);
  changeFile(join(home.city, "kpis.yaml"), "whole: added, told_by: 0.8", "whole: added, told_by: 0.6");
  await runRelease(home, "2025-06-03T00:00:00Z");
  expect((await told(home, "overtime_480")).at(-1)).toMatchObject({bureau_code: null});
});

test("a year of which only the first half is told stands at its half", async () => {
  const home = association("half");
  const half = await simulateBodies({
    ...{like, into: join(folder, "half-bodies"), count: 3},
    tells: () => "fiscal_year = 2024 and period_kind = 'quarter' and period_end < '2024-10-01'",
  });
  await putIn(home, half);
  await runRelease(home, "2025-06-02T00:00:00Z");
  expect(kaikaku(home.root, ["scoreboard"]).stdout).toContain("令和6年度 第2四半期");
});

test("the median where it is declared", async () => {
  const home = association("median");
  changeFile(
    join(home.city, "kpis.yaml"),
    "kpi_overtime_over_480h, whole: added",
    "kpi_overtime_over_480h, whole: median",
  );
  await putIn(home, bodies);
  await runRelease(home, "2025-06-02T00:00:00Z");
  const values = (await published("overtime_over_480h"))
    .map(({value}) => Number(value))
    .sort((a, b) => a - b);
  const middle = (values.length - 1) / 2;
  const median = ((values[Math.floor(middle)] ?? 0) + (values[Math.ceil(middle)] ?? 0)) / 2;
  expect((await told(home, "overtime_480")).at(-1)).toMatchObject({
    bureau_code: null,
    value: expect.closeTo(median, 9),
  });
});

test("an association may withhold small bodies, and the attack finds nothing", async () => {
  const home = association("protected");
  changeFile(join(home.city, "privacy.csv"), "appointments,0,", "appointments,5,");
  await putIn(home, bodies);
  expect(await runRelease(home, "2025-06-02T00:00:00Z")).toBe("published");
  const statuses = (await told(home, "women_chiefs")).map(({observation_status}) => observation_status);
  expect(statuses).toContain("withheld");
  const {status, stdout} = kaikaku(home.root, ["audit-disclosure"]);
  expect([status, stdout]).toEqual([0, expect.stringContaining("女性の課長級")]);
});

describe("what does not fit is named, and nothing is loaded", () => {
  const refused = async (home: Home, folders: string[], words: RegExp) => {
    await expect(putIn(home, folders)).rejects.toThrow(words);
    expect(readdirSync(home.inbox)).toEqual([]);
  };

  /** A copy of the first body's folder with one thing about it changed. */
  const spoilt = (name: string, change: (copy: string) => void): string => {
    const copy = join(folder, "spoilt", name);
    cpSync(String(bodies[0]), copy, {recursive: true});
    change(copy);
    return copy;
  };

  const manifestOf = (copy: string) => join(copy, "manifest.json");

  test.each<[string, RegExp, (copy: string) => void]>([
    [
      "a file that was changed since",
      /fct_kpi_values\.parquet の中身が、書き出したときと違います/,
      (copy) => appendFileSync(join(copy, "marts.fct_kpi_values.parquet"), "x"),
    ],
    [
      "a file that is missing",
      /dim_kpis\.parquet がありません/,
      (copy) => rmSync(join(copy, "marts.dim_kpis.parquet")),
    ],
    [
      "a torn manifest",
      /manifest\.json が壊れている/,
      (copy) => writeFileSync(manifestOf(copy), readFileSync(manifestOf(copy)).subarray(0, 200)),
    ],
    ["another format", /format 2/, (copy) => changeFile(manifestOf(copy), '"format":1', '"format":2')],
    [
      "a way out of its folder",
      /manifest\.json が壊れている/,
      (copy) =>
        changeFile(manifestOf(copy), '"file":"marts.dim_city.parquet"', '"file":"../marts.dim_city.parquet"'),
    ],
    [
      "a release of before segments were noted",
      /列 segment_label がありません/,
      (copy) => changeFile(manifestOf(copy), '"name":"segment_label"', '"name":"segment_words"'),
    ],
    ["no release", /manifest\.json がないか/, (copy) => rmSync(manifestOf(copy))],
  ])("%s", async (name, words, change) => {
    await refused(
      association("refused"),
      [...bodies.slice(1), spoilt(name.replaceAll(" ", "-"), change)],
      words,
    );
  });

  test("two releases of one body", async () => {
    await refused(
      association("refused"),
      [...bodies, spoilt("twice", SILENT)],
      /同じ名前の団体.*\n見本の市0: /,
    );
  });

  test("an indicator of which nobody has said how it is united, with the bodies that tell it", async () => {
    const home = association("undeclared");
    changeFile(
      join(home.city, "kpis.yaml"),
      "indicator: kpi_female_section_chief_ratio",
      "indicator: kpi_of_nobody",
    );
    await refused(
      home,
      bodies,
      /kpi_female_section_chief_ratio「.*」: 合わせ方が決まっていません（.*ほか3団体）/,
    );
  });

  test("an installation that unites nobody: a city's own, or one of nobody", async () => {
    const city = cityHome(join(folder, "own"), "minasato");
    await refused(city, bodies, /団体を合わせるための設備ではありません.*init --from union/);
    await refused(openHome(join(folder, "nobody")), bodies, /init --from union/);
  });

  test("what is no folder", async () => {
    await refused(
      association("refused"),
      [join(String(bodies[0]), "manifest.json")],
      /フォルダーではありません/,
    );
    await refused(association("refused"), [join(folder, "nowhere")], /がありません/);
    const empty = association("empty").inbox;
    await refused(association("refused"), [empty], /公開版のフォルダー（manifest\.json/);
  });

  test.each([
    ["a column of texts where numbers stand", "select * replace ('many' as value) from body"],
    ["days that are none", "select * replace ('soon' as period_end) from body"],
  ])("%s, though its checksum fits", async (name, select) => {
    const copy = spoilt(name.replaceAll(" ", "-"), SILENT);
    await rewriteMart(copy, "fct_kpi_values", select);
    await refused(
      association("refused"),
      [...bodies.slice(1), copy],
      /読めないファイル.*\n.*fct_kpi_values\.parquet$/,
    );
  });

  test("bytes that are no Parquet, though their checksum fits", async () => {
    const copy = spoilt("noise", SILENT);
    writeFileSync(join(copy, "marts.dim_kpis.parquet"), Buffer.alloc(5_000, 7));
    noteFile(copy, "marts.dim_kpis.parquet");
    await refused(
      association("refused"),
      [...bodies.slice(1), copy],
      /読めないファイル.*\n.*dim_kpis\.parquet$/,
    );
  });

  test("another unit", async () => {
    const home = association("unit");
    changeFile(join(home.city, "kpis.yaml"), 'unit: "人"', 'unit: "百人"');
    await refused(home, bodies, /単位が「人」で、合わせるほうの「百人」と違います/);
  });
});
