import {mkdirSync, readdirSync, readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {beforeAll, expect, test} from "vitest";
import {type Home, openHome} from "../../pipelines/installation/home.ts";
import {BUREAUS} from "../models/tiny-city.ts";
import {kaikaku} from "../run-cli.ts";
import {lastingFolder} from "../temporary-folder.ts";

/* The commands as a newcomer types them, one after the other: a town whose bureaus have codes of three digits. */

const {folder, remove} = lastingFolder();
const ROOT = join(folder, "home");
let home: Home;

const TOWN_BUREAUS = [
  "部コード,部名,任命権者の区分,適用開始日,適用終了日,後継局区コード,別名,表示順",
  "110,総務部,町長部局,2005-04-01,,,,1",
  "220,教育部,教育委員会,2005-04-01,,,,2",
].join("\n");
const ROSTER = (grade: string) =>
  [
    "職員番号,基準日,職級,性別,局区コード,所属名,任命権者,職種,任用形態,管理職区分,週勤務時間,採用年月日,退職年月日",
    `001234,2025-04-01,${grade},男,110,総務課,町長,事務,正規,管理職,38:45,2001-04-01,`,
  ].join("\n");

beforeAll(() => {
  expect(kaikaku(ROOT, ["init"]).status).toBe(0);
  home = openHome(ROOT);
  return remove;
});

const run = (...args: string[]) => {
  const {status, stdout, stderr} = kaikaku(ROOT, args);
  return {status, said: stdout + stderr};
};
const written = () => readdirSync(join(home.city, "sources")).filter((name) => name.endsWith(".yaml"));

test("a refused file's message points to map, and to nothing else's", () => {
  writeFileSync(join(home.inbox, "部一覧.csv"), TOWN_BUREAUS);
  writeFileSync(join(home.inbox, "お知らせ.csv"), "こんにちは\n");
  const {status, said} = run("run", "--clock-is-right");
  expect(status).toBe(1);
  expect(said).toMatch(
    /受付不可 {2}部一覧\.csv: .*この市のファイルではこの見出しがふつうなら、.*kaikaku map で教えられます/,
  );
  expect(said).toMatch(/見出しを教えるには: .*kaikaku map "部一覧\.csv"/);
  expect(said.match(/受付不可 {2}お知らせ\.csv.*/)?.[0]).not.toContain("map");
  expect(run("status").said).toMatch(/kaikaku map "\d{4}-.*_部一覧\.csv" … 見出しを教え/);
  mkdirSync(join(folder, "返信"));
  const reply = run("reply", "部一覧.csv", "--out", join(folder, "返信"));
  expect(reply.said).toMatch(/市のほうで合わせるなら: .*kaikaku map "部一覧\.csv"/);
  const letter = readdirSync(join(folder, "返信")).find((name) => name.endsWith("手紙.txt")) ?? "";
  expect(readFileSync(join(folder, "返信", letter), "utf8")).not.toMatch(/kaikaku|map/);
});

test("without a terminal and without --yes nothing is written, and --check keeps nothing", () => {
  const looked = run("map", "部一覧.csv");
  expect(looked.status).toBe(2);
  expect(looked.said).toMatch(
    /見分け {2}部一覧\.csv → 局区一覧.*「局区コード」の形: 数字3桁.*書いていません {2}.*--yes/s,
  );
  const checked = run("map", "部一覧.csv", "--check");
  expect(checked.status).toBe(0);
  expect(checked.said).toContain("部一覧.csv（局区一覧、2行）: 取り込むと、受け付けます。");
  expect([written(), readdirSync(home.archive), readdirSync(home.scratch)]).toEqual([[], [], []]);
});

test("with --yes it is written, once", () => {
  const first = run("map", "部一覧.csv", "--yes");
  expect([first.status, written()]).toEqual([0, ["bureaus.yaml"]]);
  expect(first.said).toContain(
    `書きました  city/sources/bureaus.yaml（${join(home.city, "sources/bureaus.yaml")}）`,
  );
  const text = readFileSync(join(home.city, "sources/bureaus.yaml"), "utf8");
  const second = run("map", "部一覧.csv", "--yes");
  expect([second.status, second.said]).toEqual([
    0,
    expect.stringContaining("そのまま読める  局区一覧 1ファイル、2行"),
  ]);
  expect(readFileSync(join(home.city, "sources/bureaus.yaml"), "utf8")).toBe(text);
  const [refused = ""] = readdirSync(home.refused).filter((name) => name.endsWith("_部一覧.csv"));
  expect(run("ingest", join(home.refused, refused), "--clock-is-right")).toMatchObject({
    status: 0,
    said: expect.stringContaining("取込み  局区一覧 1ファイル、2行"),
  });
});

test("a held file points to map where its words are the reason, by its name; taught, it is read anew", () => {
  const path = join(folder, "職員.csv");
  writeFileSync(path, ROSTER("総括主任"));
  const held = run("ingest", path, "--clock-is-right");
  expect(held.status).toBe(2);
  expect(held.said).toMatch(/この市ではその言葉や番号でよければ: .*kaikaku map "職員\.csv"/);
  expect(run("status").said).toMatch(/kaikaku map "職員\.csv" … 言葉や番号の形を教え/);
  const asked = run("map", "職員.csv", "--yes");
  expect([asked.status, asked.said]).toEqual([
    2,
    expect.stringContaining("分からない言葉  職級: 「総括主任」1回"),
  ]);
  expect(asked.said).not.toContain("001234");
  const answered = run("map", "職員名簿", "--value", "職級:総括主任=係長級", "--yes");
  expect([answered.status, answered.said]).toEqual([
    0,
    expect.stringMatching(/前に取り込んだ1ファイルは、前の言葉.*rebuild --words/s),
  ]);
  expect(run("rebuild", "--words", "--reason", "職名を教えた")).toMatchObject({
    status: 0,
    said: expect.stringMatching(
      /1ファイルを取り下げ、今の市の言葉で読み直しました.*取込み {2}職員名簿 1ファイル、1行/s,
    ),
  });
});

test.each([
  ["times", ["001234,2025-04,平日時間外,通常,たくさん"]],
  [
    "a slip in one number",
    [
      "001234,2025-05,平日時間外,通常,1:00",
      "O01234,2025-05,平日時間外,災害対応,1:00",
      "001234,2025-05,休日勤務,通常,1:00",
    ],
  ],
])("a held file in which %s is wrong does not point to map", (what, rows) => {
  const path = join(folder, `${what}.csv`);
  writeFileSync(path, `${["職員番号,年月,勤務区分,事由,時間数", ...rows].join("\n")}\n`);
  const held = run("ingest", path, "--clock-is-right");
  expect([held.status, held.said]).toEqual([2, expect.not.stringContaining("kaikaku map")]);
});

test("numbers of another shape in every row do", () => {
  const path = join(folder, "番号.csv");
  const rows = ["A12,2025-06,平日時間外,通常,1:00", "B34,2025-06,平日時間外,通常,1:00"];
  writeFileSync(path, `${["職員番号,年月,勤務区分,事由,時間数", ...rows].join("\n")}\n`);
  expect(run("ingest", path, "--clock-is-right").said).toMatch(/kaikaku map "番号\.csv"/);
});

test("what was taught stands in the dictionary, and the city's folder is right", () => {
  expect(run("city").status).toBe(0);
  const out = join(folder, "辞書.html");
  expect(run("docs", "--out", out).status).toBe(0);
  expect(readFileSync(out, "utf8")).toMatch(/「職級」の言葉: 総括主任 → 係長級/);
});

test("before there is a city, map says what to do first", () => {
  const {status, stderr} = kaikaku(join(folder, "other"), ["map", join(folder, "職員.csv")]);
  expect([status, stderr]).toEqual([1, expect.stringContaining("市のフォルダーがまだありません。先に")]);
});

test("the program's own words need no map", () => {
  const path = join(folder, "局区.csv");
  writeFileSync(path, BUREAUS);
  expect(kaikaku(join(folder, "third"), ["init"]).status).toBe(0);
  const {status, stdout} = kaikaku(join(folder, "third"), ["map", path]);
  expect([status, stdout]).toEqual([0, expect.stringContaining("そのまま読める  局区一覧")]);
});
