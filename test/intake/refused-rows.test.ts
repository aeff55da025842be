import {writeFileSync} from "node:fs";
import {join} from "node:path";
import {expect, test} from "vitest";
import type {Row, Warehouse} from "../../pipelines/engine/open.ts";
import type {Home} from "../../pipelines/installation/home.ts";
import {describeFiles} from "../../pipelines/intake/clerk/describe-files.ts";
import {ingestFiles} from "../../pipelines/intake/load/ingest.ts";
import type {FileOutcome} from "../../pipelines/intake/load/outcome.ts";
import {openLedger} from "../../pipelines/ledger/ledger.ts";
import {BUREAUS, HEADINGS, rosterLine} from "../models/tiny-city.ts";
import {sampleHome} from "../sample-city.ts";
import {temporaryFolder} from "../temporary-folder.ts";

const NOW = new Date("2024-10-08T00:00:00Z");
const LOG = {info: () => {}, warn: () => {}, progress: () => {}};

/** Loads files together, as they lie in one inbox, and answers a question of the ledger. */
async function withLedger<Result>(work: (ledger: Warehouse, home: Home) => Promise<Result>): Promise<Result> {
  const home = sampleHome(temporaryFolder());
  const ledger = await openLedger(home);
  try {
    return await work(ledger, home);
  } finally {
    ledger.close();
  }
}

async function load(ledger: Warehouse, home: Home, files: Record<string, string[]>): Promise<FileOutcome[]> {
  const paths = Object.entries(files).map(([name, lines]) => {
    writeFileSync(join(home.inbox, name), `${lines.join("\n")}\n`);
    return join(home.inbox, name);
  });
  return ingestFiles(ledger, paths, {home, now: NOW, log: LOG, loaded: []});
}

function said(outcomes: FileOutcome[]): string {
  return describeFiles(outcomes).join("\n");
}

const PEOPLE = ["000001", "000002", "123456"];
const ROSTER = [HEADINGS.staff, ...PEOPLE.map((person) => rosterLine({day: "2022-04-01", person}))];
const OVERTIME = (...people: string[]) => overtimeOf(people);
const overtimeOf = (people: string[]) => [
  HEADINGS.overtime,
  ...people.map((person) => `${person},2022-04,平日時間外,通常,10:00`),
];

test("rows with the same key are quarantined, all of them, wherever they stand", async () => {
  await withLedger(async (ledger, home) => {
    const lines = [
      HEADINGS.overtime,
      "000001,2022-04,平日時間外,通常,10:00",
      "000002,2022-04,平日時間外,通常,一時間",
      "000003,2022-04,平日時間外,通常,10:00",
      "",
      "０００００１,令和4年4月,平日時間外,通常,11:00",
      "000001,2022-04,平日時間外,災害対応,10:00",
      "000001,2022-04,平日時間外,通常,10:00",
    ];
    const outcomes = await load(ledger, home, {"時間外.csv": lines});
    expect(outcomes).toMatchObject([
      {
        kind: "held",
        batch: {rowCount: 6, acceptedCount: 2, quarantinedCount: 4, ignoredCount: 0},
        holds: [{kind: "bad_rows"}, {kind: "duplicates", text: "3行が重なっています"}],
      },
    ]);
    const rows = await ledger.rows(`select place, heading from intake.quarantined_cells order by row_index`);
    expect(rows.map(({place, heading}) => `${place} ${heading}`)).toEqual([
      "2行目 （行全体）",
      "3行目 時間数",
      "6行目 （行全体）",
      "8行目 （行全体）",
    ]);
    expect(said(outcomes)).toContain(
      "「（行全体）」3行: 職員番号・年月・勤務区分・事由が同じ行がほかにもあります。正しい1行だけを残してください（2行目、6行目、8行目）",
    );
    const left = await ledger.rows(
      "select count(*)::integer as rows, count(distinct staff_key)::integer as people from raw.overtime",
    );
    expect(left).toEqual([{rows: 2, people: 2}]);
  });
});

test("a blank part of a key is a value like others", async () => {
  await withLedger(async (ledger, home) => {
    const lines = [
      "期間,項目,件名,実施日,数量",
      "R4Q1,紙文書コーチング,総務課,,1",
      "R4Q1,紙文書コーチング,総務課,,2",
      "R4Q1,紙文書コーチング,総務課,2022-04-05,1",
    ];
    const outcomes = await load(ledger, home, {"活動.csv": lines});
    expect(outcomes).toMatchObject([{kind: "held", batch: {acceptedCount: 1, quarantinedCount: 2}}]);
  });
});

test("unknown bureaus are quarantined, and those that are near are named", async () => {
  await withLedger(async (ledger, home) => {
    const bureaus = [BUREAUS, "1050,こども未来局,市長事務部局,2016-04-01,,,子ども未来局、子供未来局,4"];
    const lines = [
      HEADINGS.staff,
      rosterLine({day: "2022-04-01", person: "000001", bureau: "1010"}),
      rosterLine({day: "2022-04-01", person: "000002", bureau: "1011"}),
    ];
    const outcomes = await load(ledger, home, {"名簿.csv": lines, "局区.csv": bureaus});
    expect(outcomes.map(({kind}) => kind)).toEqual(["held", "accepted"]);
    expect(said(outcomes)).toMatch(
      /3行目「局区コード」: 「1011」は局区一覧にありません。近いもの: 1010（総務企画局）/,
    );
    const paper = await ledger.rows("select count(*)::integer as rows from raw.staff");
    expect(paper).toEqual([{rows: 1}]);
  });
});

test("unknown staff numbers are quarantined; a slip of one digit is told, no number is", async () => {
  await withLedger(async (ledger, home) => {
    await load(ledger, home, {"局区.csv": [BUREAUS], "名簿.csv": ROSTER});
    const outcomes = await load(ledger, home, {
      "時間外.csv": OVERTIME("000001", "123465", "999999"),
      "過去.csv": [HEADINGS.overtime, "777777,2021-03,平日時間外,通常,1:00"],
    });
    expect(outcomes.map(({kind}) => kind)).toEqual(["held", "accepted"]);
    const cells = await ledger.rows(
      "select place, cell, reason from intake.quarantined_cells order by row_index",
    );
    expect(cells).toMatchObject([
      {place: "3行目", cell: null, reason: expect.stringContaining("1字だけ違う番号が名簿にあります")},
      {place: "4行目", cell: null, reason: expect.stringContaining("新しい職員名簿を先に取り込んで")},
    ]);
    expect(JSON.stringify(cells)).not.toMatch(/[0-9]{6}/);
  });
});

test("the order of the files in one inbox makes no difference", async () => {
  const files = {
    "あ_時間外.csv": OVERTIME("000001", "888888"),
    "い_名簿.csv": ROSTER,
    "う_時間外.csv": OVERTIME("000002").map((line) => line.replace("2022-04", "2022-05")),
    "え_局区.csv": [BUREAUS],
  };
  const names = Object.keys(files) as (keyof typeof files)[];
  const results: Row[][] = [];
  for (const order of [names, names.toReversed(), [names[1], names[3], names[0], names[2]] as typeof names])
    await withLedger(async (ledger, home) => {
      const inOrder = Object.fromEntries(order.map((name) => [name, files[name]]));
      const outcomes = await load(ledger, home, inOrder);
      expect(outcomes.map((outcome) => outcome.kind !== "known" && outcome.fileName)).toEqual(order);
      results.push(
        await ledger.rows(
          "select file_name, state, accepted_count, quarantined_count from intake.batches order by file_name",
        ),
      );
    });
  expect(results[0]).toMatchObject([
    {file_name: "あ_時間外.csv", state: "held", accepted_count: 1, quarantined_count: 1},
    {file_name: "い_名簿.csv", state: "accepted"},
    {file_name: "う_時間外.csv", state: "accepted"},
    {file_name: "え_局区.csv", state: "accepted"},
  ]);
  expect(results[1]).toEqual(results[0]);
  expect(results[2]).toEqual(results[0]);
});

test("a file that named an unknown person is right when it comes again after the roster", async () => {
  await withLedger(async (ledger, home) => {
    await load(ledger, home, {"局区.csv": [BUREAUS], "名簿.csv": ROSTER});
    const file = {"時間外.csv": OVERTIME("000001", "888888")};
    expect(await load(ledger, home, file)).toMatchObject([{kind: "held"}]);
    expect(await load(ledger, home, file)).toMatchObject([{kind: "known", state: "held", batchId: 3}]);
    const later = [
      HEADINGS.staff,
      ...[...PEOPLE, "888888"].map((person) => rosterLine({day: "2022-10-01", person})),
    ];
    expect(await load(ledger, home, {"名簿_10月.csv": later})).toMatchObject([{kind: "accepted"}]);
    expect(await load(ledger, home, file)).toMatchObject([{kind: "accepted", batch: {acceptedCount: 2}}]);
    expect(await ledger.rows("from intake.waiting_batches")).toEqual([]);
    expect(await load(ledger, home, file)).toMatchObject([{kind: "known", state: "accepted"}]);
  });
});

test("130,000 unknown staff numbers refuse the file with its reason, and the next file is loaded", async () => {
  await withLedger(async (ledger, home) => {
    const many = Array.from({length: 130_000}, (_, index) => String(200_000 + index));
    const outcomes = await load(ledger, home, {
      "職員名簿_2022-04-01.csv": ROSTER,
      "時間外_2022-04.csv": overtimeOf(many),
      "時間外_2022-05.csv": overtimeOf(PEOPLE).map((line) => line.replace("2022-04", "2022-05")),
    });
    expect(outcomes.map(({kind}) => kind)).toEqual(["accepted", "refused", "accepted"]);
    expect(said(outcomes)).toContain("使えない行が100,000行を超えました");
    expect(said(outcomes)).toContain("職員名簿か局区一覧にないものが並んでいます");
  });
});
