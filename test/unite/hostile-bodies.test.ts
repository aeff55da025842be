import {spawnSync} from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import {join} from "node:path";
import {afterAll, beforeAll, expect, test} from "vitest";
import {openWritable} from "../../pipelines/engine/open.ts";
import {quoted} from "../../pipelines/engine/quoted.ts";
import type {Home} from "../../pipelines/installation/home.ts";
import {takeLock} from "../../pipelines/installation/lock.ts";
import {releaseFolder} from "../../pipelines/releases/files.ts";
import {currentRelease} from "../../pipelines/releases/history.ts";
import type {UnitedMart} from "../../pipelines/unite/brought-releases.ts";
import {unite} from "../../pipelines/unite/unite.ts";
import {publishedCity} from "../figures/small-city.ts";
import {cityHome} from "../sample-city.ts";
import {lastingFolder} from "../temporary-folder.ts";
import {noteFile, rewriteMart} from "./rewritten-body.ts";
import {simulateBodies} from "./simulated-bodies.ts";

const {folder, remove} = lastingFolder();
const NAMES = ["見本_団体の値.csv", "見本_団体一覧.csv"];
let honest = "";
let count = 0;

beforeAll(async () => {
  const city = await publishedCity(join(folder, "city"));
  const like = releaseFolder(city, currentRelease(city)?.releaseId ?? "");
  await simulateBodies({like, into: join(folder, "bodies"), count: 3});
  honest = (await sentBy(copied())).values;
});
afterAll(remove);

/** A fresh copy of three bodies' folders in one. */
function copied(): string {
  count += 1;
  const copy = join(folder, `brought-${count}`);
  cpSync(join(folder, "bodies"), copy, {recursive: true});
  return copy;
}

function association(): Home {
  count += 1;
  return cityHome(join(folder, `association-${count}`), "union");
}

async function sentBy(brought: string, home = association()): Promise<{values: string; names: string[]}> {
  await unite([brought], {home, progress: () => {}});
  return {
    values: readFileSync(join(home.inbox, NAMES[0] ?? ""), "utf8"),
    names: readdirSync(home.inbox).sort(),
  };
}

async function refused(brought: string, words: RegExp): Promise<void> {
  const home = association();
  await expect(unite([brought], {home, progress: () => {}})).rejects.toThrow(words);
  expect(readdirSync(home.inbox)).toEqual([]);
}

test.each(["body-[1]", "body-*", "bod?-1", "value=7", "a'b\"c,d;{e}", "一\n二\u001b[2J"])(
  "a folder called %j says what its files say, and those of another say nothing for it",
  async (name) => {
    const brought = copied();
    renameSync(join(brought, "body-0"), join(brought, name));
    expect(await sentBy(brought)).toEqual({values: honest, names: NAMES.sort()});
  },
);

const VALUES = "fct_kpi_values";
test.each<[string, RegExp, UnitedMart, string]>([
  [
    "two bodies in one folder",
    /dim_city\.parquet の行が多すぎます/,
    "dim_city",
    "from body union all select * replace ('よその市' as city_name) from body",
  ],
  ["no body", /団体の名前が、一つだけではありません/, "dim_city", "from body where false"],
  [
    "a body without a name",
    /団体の名前が、一つだけではありません/,
    "dim_city",
    "select * replace (null as city_name) from body",
  ],
  [
    "a name of two lines",
    /使えない名前.*\n.*「市〔U\+000A〕局」/,
    "dim_city",
    "select * replace ('市' || chr(10) || '局' as city_name) from body",
  ],
  [
    "a name that looks like another's",
    /使えない名前/,
    "dim_city",
    "select * replace ('見本の町' || chr(8203) || '1' as city_name) from body",
  ],
  [
    "the name of the whole",
    /使えない名前.*\n.*「全体」/,
    "dim_city",
    "select * replace ('全体' as city_name) from body",
  ],
  [
    "a name as long as a book",
    /文字が長すぎる/,
    "dim_city",
    "select * replace (repeat('あ', 3000000) as city_name) from body",
  ],
  [
    "another release's name",
    /公開版の名前が、manifest\.json/,
    "release_info",
    "select * replace ('2020-01-01-abcdef' as release_id) from body",
  ],
  ["no release", /公開版の名前が、manifest\.json/, "release_info", "from body where false"],
  [
    "nothing about a sample",
    /公開版の名前が、manifest\.json/,
    "release_info",
    "select * replace (null as is_sample) from body",
  ],
  ["an indicator twice", /同じものが二つ/, "dim_kpis", "from body union all from body"],
  [
    "an indicator without a name",
    /名前か単位のない/,
    "dim_kpis",
    "select * replace (null as kpi_name) from body",
  ],
  [
    "an indicator without a unit",
    /名前か単位のない/,
    "dim_kpis",
    "select * replace (null as unit) from body",
  ],
  [
    "more indicators than anybody has",
    /dim_kpis\.parquet の行が多すぎます（10,000行まで）/,
    "dim_kpis",
    "select body.* from body, range(10001)",
  ],
  [
    "a name that clears the screen",
    /kpi_z〔U\+001B〕\[2J〔U\+000A〕: 合わせ方が決まっていません|kpi_z〔U\+001B〕\[2J〔U\+000A〕「/,
    "dim_kpis",
    "select * replace ('kpi_z' || chr(27) || '[2J' || chr(10) as model) from body",
  ],
  [
    "a column less than the manifest lists",
    /列がないか.*\n.*body-0.*fct_kpi_values\.parquet/,
    VALUES,
    "select * exclude (numerator) from body",
  ],
  ["no number", /値の表に、数でないもの/, VALUES, "select * replace ('nan'::double as value) from body"],
  [
    "an endless number",
    /値の表に、数でないもの/,
    VALUES,
    "select * replace ('-infinity'::double as numerator) from body",
  ],
  [
    "a number that no column takes",
    /値の表に、.*大きすぎるもの/,
    VALUES,
    "select * replace (1e300 as value, 1e300 as denominator) from body",
  ],
  [
    "a year after which there is none",
    /値の表に、.*年度/,
    VALUES,
    "select * replace (2147483647 as fiscal_year) from body",
  ],
  ["no day", /値の表に、.*日のない/, VALUES, "select * replace (null::date as period_end) from body"],
  [
    "a day at the end of time",
    /値の表に、.*日のない/,
    VALUES,
    "select * replace ('infinity'::date as period_end) from body",
  ],
  [
    "two values of one period",
    /同じ指標の同じ期間の値が、二つあります/,
    VALUES,
    "from body union all select * replace (value + 1 as value) from body",
  ],
])("%s: refused in words", async (_, words, mart, select) => {
  const brought = copied();
  await rewriteMart(join(brought, "body-0"), mart, select.startsWith("from") ? `select * ${select}` : select);
  await refused(brought, words);
});

test("no more rows are read than the manifest counts", async () => {
  const brought = copied();
  const body = join(brought, "body-0");
  const file = join(body, "marts.fct_kpi_values.parquet");
  const engine = await openWritable(":memory:");
  await engine.run(`create table body as from read_parquet(${quoted(file)})`);
  await engine.run(`copy (select body.* from body, range(100000)) to ${quoted(file)} (format parquet)`);
  engine.close();
  noteFile(body, "marts.fct_kpi_values.parquet");
  await refused(brought, /^公開版と言えない.*\n.*body-0: 行の数が、manifest\.json.*\n.*body-0: 同じ指標/);
});

test.each<[string, (body: string) => void]>([
  ["is missing", (body) => rmSync(join(body, "manifest.json"))],
  [
    "is a pipe",
    (body) => {
      rmSync(join(body, "manifest.json"));
      spawnSync("mkfifo", [join(body, "manifest.json")]);
    },
  ],
  [
    "is a link",
    (body) => {
      renameSync(join(body, "manifest.json"), join(body, "elsewhere"));
      symlinkSync(join(body, "elsewhere"), join(body, "manifest.json"));
    },
  ],
])("a folder among others whose manifest %s is not passed over", async (_, change) => {
  const brought = copied();
  change(join(brought, "body-0"));
  await refused(brought, /body-0: manifest\.json がないか、ふつうのファイルではありません/);
});

test("links in the inbox lead nowhere, and what was put there as a sample before goes", async () => {
  const home = association();
  const others = join(folder, "others.txt");
  writeFileSync(others, "よその文書");
  for (const name of NAMES) {
    symlinkSync(others, join(home.inbox, name));
    writeFileSync(join(home.inbox, name.replace("見本_", "")), "前のもの");
  }
  expect(await sentBy(copied(), home)).toEqual({values: honest, names: NAMES.sort()});
  expect(readFileSync(others, "utf8")).toBe("よその文書");
});

test("nothing comes into the inbox while somebody works, and nothing where a folder is in the way", async () => {
  const busy = association();
  mkdirSync(busy.locks, {recursive: true});
  const lock = takeLock(join(busy.locks, "working.lock"));
  await expect(sentBy(copied(), busy)).rejects.toThrow(/別の処理/);
  lock?.release();
  const blocked = association();
  mkdirSync(join(blocked.inbox, NAMES[0] ?? ""));
  await expect(sentBy(copied(), blocked)).rejects.toThrow(/見本_団体の値\.csv」はフォルダーです/);
  expect(readdirSync(blocked.inbox)).toEqual([NAMES[0]]);
  expect(existsSync(blocked.scratch) && readdirSync(blocked.scratch)).toEqual([]);
});
