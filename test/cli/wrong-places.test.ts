import {mkdirSync, readdirSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {expect, test} from "vitest";
import {writingTo} from "../../pipelines/installation/writing-to.ts";
import {kaikaku} from "../run-cli.ts";
import {temporaryFolder} from "../temporary-folder.ts";

/** A home whose inbox holds a folder, beside a file where a folder is expected. */
function homeWithOddities(): string {
  const home = temporaryFolder();
  mkdirSync(join(home, "inbox", "まとめて"), {recursive: true});
  // One that was used before: a stranger's folder is no place for an installation.
  for (const name of ["releases", "candidates", "refused"]) mkdirSync(join(home, name));
  writeFileSync(join(home, "plain"), "");
  return home;
}

test("a file that is not there is refused by its name", () => {
  const home = homeWithOddities();
  const {status, stdout, stderr} = kaikaku(home, ["ingest", "nowhere.csv"]);
  expect(status).toBe(1);
  expect(stdout).toContain("受付不可  nowhere.csv: ファイルがありません");
  expect(stderr).toBe("");
});

test("a folder is refused with what to do", () => {
  const home = homeWithOddities();
  const {status, stdout} = kaikaku(home, ["ingest", join(home, "inbox")]);
  expect(status).toBe(1);
  expect(stdout).toContain("受付不可  inbox: フォルダーです。中のファイルを指定してください。");
});

test("a folder in the inbox is not passed over in silence", () => {
  const home = homeWithOddities();
  expect(kaikaku(home, ["run"]).stderr).toContain("フォルダー「まとめて」は読みません");
});

test("a place that cannot be written to is a message, not a stack", () => {
  const home = homeWithOddities();
  const place = temporaryFolder();
  writeFileSync(join(place, "plain"), "");
  const {status, stderr} = kaikaku(home, ["sample", "--out", join(place, "plain", "city")]);
  expect(status).toBe(1);
  expect(stderr).toMatch(/^エラー {2}「.*city」に書けません: .*。\n$/);
});

test.each([
  [["template", "paper", "--out", "様式.csv"], "名前の終わりを .xlsx にしてください"],
  [["quarantine", "1", "--out", "直し用.csv"], "名前の終わりを .xlsx にしてください"],
  [["workbook", "--out", "表.csv"], "--csv フォルダー"],
  [["workbook", "--csv", "表.csv"], "フォルダーの名前を指定してください（.csv を付けない）"],
  [["docs", "--out", "辞書.pdf"], "名前の終わりを .html にしてください"],
  [["packet", "--fy", "R3", "--out", "資料.docx"], "名前の終わりを .pdf にしてください"],
  [["scorecard", "--out", "カード.pdf"], "フォルダーの名前を指定してください（.pdf を付けない）"],
  [["export", "--out", "版.parquet"], "フォルダーの名前を指定してください（.parquet を付けない）"],
  [
    ["sql", "select 1", "--format", "csv", "--out", "答え.xlsx"],
    "拡張子は xlsx ですが、--format は csv です",
  ],
])("a name that says another form is refused before anything is written: %j", (args, words) => {
  const home = homeWithOddities();
  const {status, stderr} = kaikaku(
    home,
    args.map((arg, index) => (/^--(out|csv)$/.test(args[index - 1] ?? "") ? join(home, arg) : arg)),
  );
  expect([status, stderr]).toEqual([1, expect.stringContaining(words)]);
  expect(readdirSync(home).filter((name) => /\.(csv|pdf|docx|parquet|xlsx)$/.test(name))).toEqual([]);
});

test("what the database says of a full disk is told like what the system says", async () => {
  const written = writingTo("out.parquet", () => {
    throw new Error('IO Error: Could not write file "out.parquet.1.part": No space left on device');
  });
  await expect(written).rejects.toThrow("「out.parquet」に書けません: 空きがありません");
});

test("a command that does not exist is said not to", () => {
  const home = homeWithOddities();
  expect(kaikaku(home, ["kpy"]).stderr).toContain(
    "その名前のコマンドはありません。もしかして「kpi」ですか。",
  );
  expect(kaikaku(home, []).stderr.match(/--help/g)).toHaveLength(1);
  expect(kaikaku(home, ["diff", "2024-10-08"]).stderr).toMatch(/^エラー {2}.*少なくとも 2 個/);
});
