import {mkdirSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {utils, write} from "@e965/xlsx";
import {describe, expect, test} from "vitest";
import {contractsOf} from "../../pipelines/catalog/contracts-of.ts";
import type {Home} from "../../pipelines/installation/home.ts";
import {intakeStatus} from "../../pipelines/intake/clerk/intake-status.ts";
import {ingestFile} from "../../pipelines/intake/load/ingest-file.ts";
import {shortReading} from "../../pipelines/intake/read/absent-columns.ts";
import {openLedger} from "../../pipelines/ledger/ledger.ts";
import {bareHome, fileOf, learnt, said, texts} from "./learning.ts";

/* Files without columns that their city does not have. */

const NOW = new Date("2024-10-08T00:00:00Z");
const OVERTIME = [
  "職員番号,年月,勤務区分,時間数",
  "000012,2024-04,平日時間外,12:30",
  "000034,2024-04,休日勤務,3:00",
];

function homeSaying(source: string, words: string): Home {
  const home = bareHome();
  mkdirSync(join(home.city, "sources"), {recursive: true});
  writeFileSync(join(home.city, "sources", `${source}.yaml`), words);
  return home;
}

/** What became of one file, and what the ledger has of its source. */
async function loaded(home: Home, path: string, columns: string) {
  const ledger = await openLedger(home);
  try {
    const outcome = await ingestFile(ledger, path, {home, now: NOW});
    const source = outcome.kind === "accepted" || outcome.kind === "held" ? outcome.batch.source : "overtime";
    const rows = await ledger.rows(`select ${columns} from raw.${source} order by rowid`);
    return {
      kind: outcome.kind,
      why: outcome.kind === "refused" ? outcome.why : "",
      reading: "reading" in outcome ? outcome.reading : "",
      rows: rows.map((row) => Object.values(row).join(" ")),
    };
  } finally {
    ledger.close();
  }
}

function workbook(lines: string[]): Buffer {
  const sheet = utils.aoa_to_sheet(lines.map((line) => line.split(",")));
  return write({SheetNames: ["表"], Sheets: {表: sheet}}, {type: "buffer", bookType: "xlsx"}) as Buffer;
}

test("many of them are told together in a line, and one by one in status, whatever is said instead", async () => {
  const home = bareHome();
  const path = fileOf("一覧.csv", [
    "局区コード,任命区分,適用開始日,表示順",
    "1010,市長事務部局,2020-04-01,1",
  ]);
  const {reading} = await loaded(home, path, "bureau_code");
  const names = [...reading.matchAll(/「([^」]+)」の列がないので/g)].map(([, name]) => name);
  expect(names.length).toBeGreaterThan(3);
  const short = shortReading(`--as 千枚、${reading}、読まない列「備考」`);
  expect(short).toMatch(
    /^ない列が4列あります（最初の列と同じとする 「局区名」、.*空欄とする 「適用終了日」「後継局区コード」「別名」.*。1列ずつは npx kaikaku status で）、--as 千枚、読まない列「備考」$/,
  );
  expect(shortReading(CAUSE_SAID)).toBe(CAUSE_SAID);
  const told = (await intakeStatus(home)).absent_columns.map(({text}) => text).join("\n");
  for (const name of names) expect(told).toContain(`「${name}」の列がないので`);
});

const CAUSE_SAID =
  "「事由」の列がないので、どの行も「通常」とする（災害や選挙などの分を除いた数は、除かない数と同じになります）";

describe("a column that a city does not have", () => {
  test.each([
    ["a text file", () => fileOf("時間外.csv", [...OVERTIME, ",,,"])],
    ["a workbook", () => fileOf("時間外.xlsx", workbook([...OVERTIME, ",,,"]))],
  ])("is read by rule in %s, which says so; a line without anything is none", async (_, file) => {
    const path = file();
    const home = bareHome();
    const {kind, reading, rows} = await loaded(
      home,
      path,
      "hour_kind::varchar, cause::varchar, worked_minutes",
    );
    expect({kind, rows}).toEqual({
      kind: "accepted",
      rows: ["weekday ordinary 750", "public_holiday ordinary 180"],
    });
    expect(reading).toContain(CAUSE_SAID);
    expect((await intakeStatus(home)).absent_columns).toEqual([
      {source: "overtime", source_title: "時間外勤務実績", text: CAUSE_SAID, file_count: 1},
    ]);
  });

  test("that is only misspelt is told as it was", async () => {
    const lines = ["職員番号,年月,勤務区分,勤務事由,時間数", "000012,2024-04,平日時間外,災害対応,12:30"];
    const {kind, why} = await loaded(bareHome(), fileOf("時間外.csv", lines), "1");
    expect(kind).toBe("refused");
    expect(why).toContain("列「事由」がありません");
    expect(why).toContain("「勤務事由」を「事由」に直して");
  });

  test("whose words stand under another heading is told, too", async () => {
    const lines = ["職員番号,年月,勤務区分,備考,時間数", "000012,2024-04,平日時間外,災害対応,12:30"];
    for (const file of [fileOf("時間外.csv", lines), fileOf("時間外.xlsx", workbook(lines))]) {
      const {kind, why} = await loaded(bareHome(), file, "1");
      expect([kind, why]).toEqual(["refused", expect.stringContaining("列「事由」がありません")]);
    }
  });

  test("of which no rule says what it would say is needed, until the city says it", async () => {
    const file = fileOf("時間外.csv", ["職員番号,年月,時間数", "000012,2024-04,12:30"]);
    expect((await loaded(bareHome(), file, "1")).why).toContain("列「勤務区分」がありません");
    const home = homeSaying("overtime", "defaults:\n  hour_kind: 平日時間外\n");
    const {kind, reading, rows} = await loaded(home, file, "hour_kind::varchar, cause::varchar");
    expect({kind, rows}).toEqual({kind: "accepted", rows: ["weekday ordinary"]});
    expect(reading).toContain(
      "「勤務区分」の列がないので、どの行も「平日時間外」とする（city/sources/overtime.yaml）",
    );
  });

  test("may be many: a list of bureaus with code, name and group", async () => {
    const lines = ["局区コード,局区名,任命区分", "2010,教育部,その他任命", "1010,総務部,市長事務部局"];
    const {kind, rows} = await loaded(
      bareHome(),
      fileOf("局区一覧.csv", lines),
      "bureau_code, valid_from::varchar, coalesce(successor_code, 'none'), display_order",
    );
    expect({kind, rows}).toEqual({
      kind: "accepted",
      rows: ["2010 1900-01-01 none 1", "1010 1900-01-01 none 2"],
    });
  });

  test("is asked for by map, with the way to say that all rows are alike, and written", async () => {
    const home = bareHome();
    const path = fileOf("残業.csv", ["社員番号,対象月,実績時間", "000012,2024-04,12:30"]);
    expect(said(await learnt(home, [path]))).toContain(
      "列がなく、どの行も同じなら --default 勤務区分=値（「勤務区分」）",
    );
    const answered = await learnt(home, [path], {default: ["勤務区分=平日時間外"]});
    expect(texts(answered).overtime).toContain("defaults:\n  hour_kind: 平日時間外\n");
    expect(said(answered)).toContain("1行のどの値も読めます");
  });

  test.each([
    [
      "a word that there is not",
      "hour_kind: 残業",
      /2行目（defaults › hour_kind）: 「残業」は hour_kind（勤務区分）の値として読めません。あるもの: 平日時間外/,
    ],
    [
      "a column whose rows differ",
      "month: 2024-04",
      /2行目（defaults › month）: month（年月）は行ごとに違うので/,
    ],
    ["a column that there is not", "kind: 平日時間外", /2行目（defaults › kind）: 列「kind」はありません/],
  ])("%s is no default", (_, line, message) => {
    const home = homeSaying("overtime", `defaults:\n  ${line}\n`);
    expect(() => contractsOf(home.city)).toThrow(message);
  });
});

describe("a blank cell", () => {
  const STAFF = [
    "基準日,職員番号,局区コード,任命権者,職級,性別,任用形態,週勤務時間,管理職区分,採用年月日",
    "2024-04-01,000012,1010,市長,課長級,男,正規,38:45,管理職,2001-04-01",
    "2024-04-01,000034,1010,市長,一般,女,正規,38:45,,2015-04-01",
  ];

  test("is given a word by map, which counts it among the unknown ones", async () => {
    const home = bareHome();
    const path = fileOf("職員名簿.csv", STAFF);
    expect(said(await learnt(home, [path]))).toContain("分からない言葉  管理職区分: （空欄）1回");
    const answered = await learnt(home, [path], {value: ["管理職区分:=一般"]});
    expect(texts(answered).staff).toBe('# 職員名簿（staff）\n\nvalues:\n  manager_kind:\n    "": 一般\n');
    expect(said(answered)).toContain("管理職区分: （空欄） → 一般（答え）");
  });

  test("is what the city says it is", async () => {
    const home = homeSaying("staff", 'values:\n  manager_kind:\n    "": 一般\n');
    const {kind, rows} = await loaded(
      home,
      fileOf("職員名簿.csv", STAFF),
      "manager_kind::varchar, occupation",
    );
    expect({kind, rows}).toEqual({kind: "accepted", rows: ["manager 区別なし", "non_manager 区別なし"]});
  });
});
