import {readdirSync, readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {read, utils} from "@e965/xlsx";
import {expect, test} from "vitest";
import {openHome} from "../../pipelines/installation/home.ts";
import {groupFaults} from "../../pipelines/intake/judge/group-faults.ts";
import {BUREAUS, HEADINGS, rosterLine} from "../models/tiny-city.ts";
import {kaikaku} from "../run-cli.ts";
import {temporaryFolder} from "../temporary-folder.ts";

const FILES = 24;
const WRONG_ROWS = 32;

/** Files of the same office, each with the same wrong choice in 32 rows, and one wrong time in one of them. */
function sendOvertime(root: string): void {
  const home = openHome(root);
  for (let file = 0; file < FILES; file += 1) {
    const month = `${2022 + Math.floor(file / 12)}-${String((file % 12) + 1).padStart(2, "0")}`;
    const rows = Array.from(
      {length: WRONG_ROWS},
      (_, row) => `${String(row + 1).padStart(6, "0")},${month},残業,通常,1:00`,
    );
    const odd = file === 3 ? ["000099,2022-04,平日時間外,通常,一時間"] : [];
    writeFileSync(join(home.inbox, `時間外_${month}.csv`), [HEADINGS.overtime, ...rows, ...odd].join("\n"));
  }
}

function times(text: string, words: string): number {
  return text.split(words).length - 1;
}

test("the same wrong thing in many files is told once, and nothing accepted is not called nothing sent", () => {
  const root = temporaryFolder();
  sendOvertime(root);
  const {status, stdout} = kaikaku(root, ["run"]);
  expect(status).toBe(2);
  expect(times(stdout, "「残業」は使えません")).toBe(1);
  expect(stdout).toContain("「勤務区分」768行、24ファイル: 「残業」は使えません");
  expect(stdout).toContain(
    "（時間外_2022-01.csv 2行目、時間外_2022-02.csv 2行目、時間外_2022-03.csv 2行目 ほか765行）",
  );
  expect(stdout).toContain("時間外_2022-04.csv 34行目「時間数」: 「一時間」は時間として読めません");
  expect(times(stdout, "npx kaikaku reply")).toBe(1);
  expect(stdout.split("\n").length).toBeLessThan(FILES + 12);
  expect(stdout).not.toContain("まだありません。ファイルを");
  expect(stdout).toContain(`取り込んだ${FILES}ファイルが、すべて保留になっている`);
  expect(stdout).toContain(join(root, "inbox"));

  const listed = kaikaku(root, ["status"]).stdout;
  expect(times(listed, "npx kaikaku reply")).toBe(1);
  expect(times(listed, "「残業」は使えません")).toBe(1);
  expect(listed).toContain("「勤務区分」768行、24ファイル");
  expect(JSON.parse(kaikaku(root, ["status", "--json"]).stdout).faults).toMatchObject([
    {heading: "勤務区分", cell: "残業", row_count: FILES * WRONG_ROWS, file_count: FILES},
    {heading: "時間数", cell: "一時間", row_count: 1, file_count: 1},
  ]);

  const again = kaikaku(root, ["plan"]).stdout;
  expect(again).toContain(`取り込んだ${FILES}ファイルが、すべて保留になっている`);
});

test("the mending workbook has what is wrong together, and then every place", () => {
  const root = temporaryFolder();
  sendOvertime(root);
  kaikaku(root, ["ingest", join(root, "inbox", "時間外_2022-04.csv")]);
  const out = join(temporaryFolder(), "直し用.xlsx");
  expect(kaikaku(root, ["quarantine", "1", "--out", out]).stdout).toContain("33件（2種類）の誤り");
  const {Sheets, SheetNames} = read(readFileSync(out));
  expect(SheetNames).toEqual(["データ", "直すところ（人ごと）", "直すところ（種類ごと）"]);
  const rows = (name: string) => utils.sheet_to_json<string[]>(Sheets[name] ?? {}, {header: 1});
  const byKind = rows("直すところ（種類ごと）");
  expect(byKind[1]).toEqual([expect.stringContaining("使えない理由: 33行が読めません")]);
  expect(byKind[5]).toEqual(["場所", "理由と直し方", "列", "今の値", "職員番号"]);
  expect(byKind.slice(6).map(([place]) => place)).toEqual([
    "種類1（32か所）",
    ...Array.from({length: WRONG_ROWS}, (_, row) => `${row + 2}行目`),
    "種類2（1か所）",
    "34行目",
  ]);
  expect(byKind[7]).toEqual([
    "2行目",
    expect.stringContaining("「残業」は使えません"),
    "勤務区分",
    "残業",
    "000001",
  ]);
  const byPerson = rows("直すところ（人ごと）").slice(6);
  expect(byPerson.map((row) => row[4])).toEqual(byPerson.map((row) => row[4]).toSorted());
  expect(byPerson).toHaveLength(33);
});

test("unknown people, unknown bureaus and rows with the same key are told once for all files", () => {
  const root = temporaryFolder();
  const {inbox} = openHome(root);
  const send = (name: string, lines: string[]) => writeFileSync(join(inbox, name), lines.join("\n"));
  send("局区.csv", [BUREAUS]);
  const people = ["000001", "000002"].map((person) => rosterLine({day: "2022-04-01", person}));
  const lost = ["000003", "000004"].map((person) => rosterLine({day: "2022-10-01", person, bureau: "9999"}));
  send("名簿_2022-04.csv", [HEADINGS.staff, ...people]);
  send("名簿_2022-10.csv", [HEADINGS.staff, ...lost]);
  for (const month of ["2022-05", "2022-06"])
    send(`時間外_${month}.csv`, [
      HEADINGS.overtime,
      ...["777777", "888888", "000001", "000001"].map((person) => `${person},${month},平日時間外,通常,1:00`),
    ]);
  const {stdout} = kaikaku(root, ["run"]);
  expect(stdout).toMatch(/「局区コード」2行: 「9999」は局区一覧にありません.*（名簿_2022-10.csv 2行目、/);
  expect(stdout).toContain("「職員番号」4行、2ファイル: この職員番号は職員名簿にありません");
  expect(stdout).toMatch(
    /「（行全体）」4行、2ファイル: 職員番号・年月・勤務区分・事由が同じ行がほかにもあります。正しい/,
  );
  expect(stdout).not.toMatch(/777777|888888/);
});

test("files that were refused, noted or known for the same reason are named together", () => {
  const root = temporaryFolder();
  const {inbox, refused} = openHome(root);
  const send = (name: string, text: string) => writeFileSync(join(inbox, name), text);
  for (let file = 1; file <= 5; file += 1) send(`何か${file}.csv`, `名前,電話\n山田${file},1234\n`);
  for (const month of ["01", "02"])
    send(
      `時間外_2022-${month}.csv`,
      `${HEADINGS.overtime},氏名\n000001,2022-${month},平日時間外,通常,1:00,山田\n`,
    );
  const {stdout} = kaikaku(root, ["run"]);
  expect(stdout).toContain("受付不可  何か1.csv、何か2.csv、何か3.csv ほか2ファイル: ");
  expect(stdout).toMatch(/注意 {2}時間外_2022-01\.csv、時間外_2022-02\.csv: /);
  expect(readdirSync(refused)).toHaveLength(10);
  const listed = kaikaku(root, ["status"]).stdout;
  expect(times(listed, "見出し")).toBeLessThan(5);
  expect(listed).toContain(`受付不可（${refused} に移したもの）`);
});

test("groups are counted by column, value and reason, the most frequent first", () => {
  const fault = {
    batchId: 1,
    fileName: "a.csv",
    heading: "区分",
    cell: "x",
    reason: "「x」は…",
    rowCount: 2,
    places: ["2行目", "3行目"],
  };
  const other = {...fault, batchId: 2, fileName: "b.csv", rowCount: 1, places: ["9行目"]};
  expect(groupFaults([{...fault, heading: "事由", rowCount: 1}, fault, other])).toEqual([
    {
      ...{heading: "区分", cell: "x", reason: "「x」は…", row_count: 3, file_count: 2},
      first_places: ["a.csv 2行目", "b.csv 9行目"],
    },
    {
      ...{heading: "事由", cell: "x", reason: "「x」は…", row_count: 1, file_count: 1},
      first_places: ["a.csv 2行目", "a.csv 3行目"],
    },
  ]);
});

test("many different cells with the same fault are told in one line, few one by one", () => {
  const faultsOf = (cells: string[]) =>
    cells.map((cell, index) => ({
      ...{batchId: 1, fileName: "a.csv", heading: "年月", cell, rowCount: 1, places: [`${index + 2}行目`]},
      reason: `「${cell}」は年月として読めません。例: 2022-04`,
    }));
  expect(groupFaults(faultsOf(["4-1", "4-2", "4-3", "4-4"]))).toEqual([
    {
      ...{heading: "年月", cell: null, row_count: 4, file_count: 1},
      reason: "「4-1」など4種類の値は年月として読めません。例: 2022-04",
      first_places: ["2行目", "3行目", "4行目"],
    },
  ]);
  expect(groupFaults(faultsOf(["4-1", "4-2"]))).toHaveLength(2);
});
