import {closeSync, existsSync, openSync, readFileSync, writeFileSync, writeSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, test} from "vitest";
import {contractsOf} from "../../pipelines/catalog/contracts-of.ts";
import {encodeCp932} from "../../pipelines/engine/encode-cp932.ts";
import {workbookBytes} from "../../pipelines/engine/write-workbook.ts";
import {writeProposal} from "../../pipelines/intake/learn/write-proposal.ts";
import {temporaryFolder} from "../temporary-folder.ts";
import {bareHome, fileOf, learnt, said, texts} from "./learning.ts";

const OVERTIME = ["社員番号,対象月,勤務種別,事由,実績時間", "00012,2025-04,平日,通常,12:30"];

describe("files that teach nothing", () => {
  test.each<[string, string, string | Buffer | string[], RegExp]>([
    ["nothing at all", "空.csv", "", /分かりません {2}空\.csv: ファイルが空です/],
    ["a PDF", "残業.csv", "%PDF-1.7\n%âãÏÓ\n1 0 obj", /中身はPDFで、表として読めません/],
    ["words, and no table", "お知らせ.txt", "こんにちは\n", /どの種類のファイルか分かりません/],
    [
      "a table of something else",
      "献立.csv",
      ["料理,材料,カロリー", "カレー,じゃがいも,800"],
      /どの種類のファイルか/,
    ],
    [
      "cells parted by semicolons",
      "残業.csv",
      OVERTIME.map((line) => line.replaceAll(",", ";")),
      /区切りが「;」/,
    ],
  ])("%s", async (_, name, content, told) => {
    const proposal = await learnt(bareHome(), [fileOf(name, content)]);
    expect(said(proposal)).toMatch(told);
    expect(proposal.changes).toEqual([]);
  });

  test("headings without rows teach the headings", async () => {
    const proposal = await learnt(bareHome(), [fileOf("残業.csv", OVERTIME.slice(0, 1))]);
    expect(said(proposal)).toContain(
      "見出しのほかに、まだ読めないわけがあります: 「時間外勤務実績」に、データの行がありません",
    );
    expect(texts(proposal).overtime).toContain("worked_minutes: 実績時間");
  });

  test("a file that is not there", async () => {
    expect(said(await learnt(bareHome(), [join(temporaryFolder(), "ない.csv")]))).toContain(
      "ファイルがありません",
    );
  });

  test("a column without which no row can be read is named, with what is left over", async () => {
    const path = fileOf("残業.csv", ["社員番号,対象月,事由,実績時間,備考メモ", "00012,2025-04,通常,1:00,あ"]);
    const proposal = await learnt(bareHome(), [path]);
    expect(said(proposal)).toMatch(
      /足りません: 列「勤務区分」に当たる見出しが見つかりません。.*--heading ファイルの見出し=勤務区分.*使っていない見出し: 「備考メモ」/,
    );
    expect(proposal.changes).toEqual([]);
  });
});

describe("what a table looks like", () => {
  test("encodings, tabs and workbooks are read as the intake reads them", async () => {
    const rows = OVERTIME.map((line) => line.split(","));
    const sheets = [{name: "4月", rows, columnWidths: [20]}];
    const tabs = rows.map((row) => row.join("\t")).join("\r\n");
    const files = [
      fileOf("16.csv", Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(tabs, "utf16le")])),
      fileOf("cp932.csv", Buffer.from(encodeCp932(OVERTIME.join("\n")).bytes)),
      fileOf("残業.xlsx", Buffer.from(await workbookBytes({title: "残業", sheets}))),
    ];
    for (const path of files) {
      const proposal = await learnt(bareHome(), [path]);
      expect(texts(proposal).overtime).toContain("worked_minutes: 実績時間");
      expect(texts(proposal).overtime).toContain("平日: 平日時間外");
    }
  });

  test("months across, two rows of headings and a unit of the city's own", async () => {
    const home = bareHome();
    const across = [
      "令和7年度　残業",
      "社員番号,勤務種別,事由,4月,5月,6月",
      "00012,平日,通常,1:00,2:00,",
      "00034,平日,通常,1:30,,0:45",
    ];
    const paper = [
      "令和7年度",
      "部の名前,場所,大きさ,月,使った枚数（千）",
      "総務部,庁舎,A4,4月,1.5",
      "総務部,学校,A3,4月,0.5",
    ];
    const proposal = await learnt(home, [fileOf("残業.csv", across), fileOf("用紙.csv", paper)], {
      sender: "総務課",
    });
    expect(texts(proposal).overtime).toContain(
      "- { kind: months_across, sender: 総務課, totals: [ worked_minutes ], month_field: month, value_field: worked_minutes }",
    );
    expect(texts(proposal).paper).toContain("  sheet_count:\n    千: 千枚\n");
    expect(said(proposal)).toContain("4行のどの値も読めます");
    const unknown = [...paper.slice(0, 1), paper[1]?.replace("千", "箱") ?? "", ...paper.slice(2)];
    const asked = said(await learnt(bareHome(), [fileOf("用紙.csv", unknown)]));
    expect(asked).toMatch(
      /単位「箱」が分かりません。--unit 見出し:箱=単位 で教えてください。単位: 枚、百枚、千枚/,
    );
    const answered = await learnt(bareHome(), [fileOf("用紙.csv", unknown)], {unit: ["枚数:箱=千枚"]});
    expect(texts(answered).paper).toContain("    箱: 千枚\n");
  });

  test("of a huge file the beginning tells the headings, and every row is counted", async () => {
    const path = fileOf("残業_大.csv", "");
    const lines = Array.from(
      {length: 20_000},
      (_, row) =>
        `${String(row).padStart(5, "0")},2025-04,${row % 2 ? "平日" : "休日"},通常業務のうち庁内の会議と調整に係るもの,12:30\n`,
    ).join("");
    const file = openSync(path, "w");
    writeSync(file, `${OVERTIME[0]}\n`);
    for (let part = 0; part < 11; part += 1) writeSync(file, lines);
    writeSync(file, "99999,2025-04,夜間,通常,1:00\n");
    closeSync(file);
    const told = said(await learnt(bareHome(), [path]));
    expect(told).toContain("見出しは初めの部分で見ました");
    // The last line lies far behind what was looked at.
    expect(told).toContain("勤務種別: 「夜間」1回");
    expect(told).toContain("220,001行");
  });
});

describe("writing", () => {
  test("of two people who look at the same time, the second is told, and nothing of the first is lost", async () => {
    const home = bareHome();
    const path = fileOf("残業.csv", OVERTIME);
    const [one, other] = [
      await learnt(home, [path], {value: ["事由:通常=通常"]}),
      await learnt(home, [path], {value: ["勤務種別:深夜=平日時間外"]}),
    ];
    writeProposal(home, one, {by: null, reason: "", now: new Date()});
    expect(() => writeProposal(home, other, {by: null, reason: "", now: new Date()})).toThrow(
      /ほかの人が city\/sources\/overtime\.yaml を書き換えました。何も書いていません/,
    );
    expect(readFileSync(join(home.city, "sources/overtime.yaml"), "utf8")).toBe(texts(one).overtime);
  });

  test("a file that a process left half written when it died is in nobody's way", async () => {
    const home = bareHome();
    const path = fileOf("残業.csv", OVERTIME);
    const half = join(home.city, "sources/overtime.yaml.next");
    writeFileSync(half, "headings:\n  staff_num");
    const before = contractsOf(home.city).find(({source}) => source === "overtime")?.words;
    expect(before).toBeUndefined();
    writeProposal(home, await learnt(home, [path]), {by: null, reason: "", now: new Date()});
    expect(existsSync(half)).toBe(false);
    expect((await learnt(home, [path])).changes).toEqual([]);
  });

  test("a folder that is wrong is told by its own place, and nothing is written into it", async () => {
    const home = bareHome();
    writeFileSync(join(home.city, "sources/staff.yaml"), "values:\n  grade: {係員: 平社員}\n");
    await expect(learnt(home, [fileOf("残業.csv", OVERTIME)])).rejects.toThrow(
      /city\/sources\/staff\.yaml の2行目.*「平社員」という言葉はありません/,
    );
  });
});
