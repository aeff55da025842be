import {cpSync, readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, test} from "vitest";
import type {Warehouse} from "../../pipelines/engine/open.ts";
import {type Home, openHome} from "../../pipelines/installation/home.ts";
import {acceptBatch} from "../../pipelines/intake/load/decide.ts";
import {ingestFile} from "../../pipelines/intake/load/ingest-file.ts";
import {judgeAnew} from "../../pipelines/intake/load/judge-anew.ts";
import {openLedger} from "../../pipelines/ledger/ledger.ts";
import {temporaryFolder} from "../temporary-folder.ts";

const NOW = new Date("2024-10-08T00:00:00Z");

/** As the town's systems write them: own headings in an own order, codes of three signs, numbers of five digits or with a letter. */
const FILES = {
  bureaus: [
    "部名,部コード,任命権者の区分,適用開始日,適用終了日,後継局区コード,別名,表示順",
    "総務部,1A0,町長部局,2005-04-01,,,,1",
    "教育部,2B0,教育委員会,2005-04-01,,,,2",
  ],
  staff: [
    "社員番号,現在日,役職,性別,部コード,課名,任命権者,職種,任用形態,管理監督者,週勤務時間,採用年月日,退職年月日",
    "00012,2024-04-01,係員,1,1A0,総務課,町長,一般行政,常勤,非該当,38:45,2015-04-01,",
    "A0034,2024-04-01,参事,2,2B0,学校教育課,教育委員会,教員,常勤,該当,38:45,1999-04-01,",
    "00056,2024-04-01,主任,2,1A0,税務課,町長,一般行政,21,非該当,29:00,2020-04-01,",
  ],
  overtime: [
    "勤務種別,社員番号,対象月,事由,実績時間",
    "平日,00012,2024-04,一般,12:30",
    "祝日,a0034,2024-04,水防,3:00",
    "土日,00056,2024-04,一般,1:00",
  ],
};

function town(): Home {
  const home = openHome(temporaryFolder());
  cpSync(join(import.meta.dirname, "town"), home.city, {recursive: true});
  return home;
}

async function load(ledger: Warehouse, home: Home, name: string, lines: string[]) {
  const path = join(home.inbox, `${name}.csv`);
  writeFileSync(path, `${lines.join("\n")}\n`);
  return ingestFile(ledger, path, {home, now: NOW});
}

async function loadTown(ledger: Warehouse, home: Home): Promise<void> {
  for (const [name, lines] of Object.entries(FILES)) {
    const outcome = await load(ledger, home, name, lines);
    expect([name, outcome.kind, outcome.kind === "held" ? outcome.holds : []]).toEqual([
      name,
      "accepted",
      [],
    ]);
  }
}

describe("a town's files, as its systems write them", () => {
  test("every row is read, and means what the town means", async () => {
    const home = town();
    const ledger = await openLedger(home);
    await loadTown(ledger, home);
    const staff = await ledger.rows(
      "select bureau_code, grade::varchar as grade, sex::varchar as sex, employment_type::varchar as employment, occupation from raw.staff order by rowid",
    );
    expect(staff).toEqual([
      {bureau_code: "1A0", grade: "staff", sex: "male", employment: "regular", occupation: "事務"},
      {
        bureau_code: "2B0",
        grade: "division_director",
        sex: "female",
        employment: "regular",
        occupation: "教員",
      },
      {
        bureau_code: "1A0",
        grade: "staff",
        sex: "female",
        employment: "fiscal_year_appointee",
        occupation: "事務",
      },
    ]);
    const overtime = await ledger.rows(
      `select hour_kind::varchar as kind, cause::varchar as cause, worked_minutes as minutes, bureau_code
       from raw.overtime inner join raw.staff using (staff_key) order by raw.overtime.rowid`,
    );
    expect(overtime).toEqual([
      {kind: "weekday", cause: "ordinary", minutes: 750, bureau_code: "1A0"},
      {kind: "public_holiday", cause: "disaster", minutes: 180, bureau_code: "2B0"},
      {kind: "weekly_day_off", cause: "ordinary", minutes: 60, bureau_code: "1A0"},
    ]);
    ledger.close();
  });

  test("what does not fit is refused in the town's words", async () => {
    const home = town();
    const ledger = await openLedger(home);
    await loadTown(ledger, home);
    const outcome = await load(ledger, home, "later", [
      FILES.overtime[0] ?? "",
      "平日,12,2024-05,一般,1:00",
      "平日,00099,2024-05,一般,1:00",
      "夜間,00012,2024-05,一般,1:00",
    ]);
    const reasons =
      outcome.kind === "held" ? outcome.problems.map(({heading, reason}) => `${heading}: ${reason}`) : [];
    expect(reasons).toEqual([
      expect.stringMatching(
        /^社員番号: 「\*\*」は職員番号（英字1桁数字4桁または数字5桁）として読めません。例: A0123/,
      ),
      expect.stringMatching(/^勤務種別: 「夜間」は使えません。次のどれかにしてください: 平日、土日、祝日、/),
      expect.stringMatching(/^社員番号: この職員番号は職員名簿にありません/),
    ]);
    ledger.close();
  });
});

test("a table with months across of one section, beside lists of the others", async () => {
  const home = town();
  const ledger = await openLedger(home);
  await loadTown(ledger, home);
  const outcome = await load(ledger, home, "消防署", [
    "令和6年度　時間外,,,,",
    "社員番号,勤務種別,事由,5月,6月",
    "00012,平日,一般,2:00,1:30",
    "A0034,祝日,水防,,0:45",
  ]);
  expect([outcome.kind, outcome.kind === "held" ? outcome.holds : []]).toEqual(["accepted", []]);
  const rows = await ledger.rows(
    `select strftime(month, '%Y-%m') as month, hour_kind::varchar as kind, worked_minutes as minutes
     from raw.overtime where month > date '2024-04-30' order by month, minutes desc`,
  );
  expect(rows).toEqual([
    {month: "2024-05", kind: "weekday", minutes: 120},
    {month: "2024-06", kind: "weekday", minutes: 90},
    {month: "2024-06", kind: "public_holiday", minutes: 45},
  ]);
  ledger.close();
});

describe("words that change", () => {
  const reworded = {by: null, reason: "役職の言い方を足した", now: NOW};
  const roster = [
    ...FILES.staff,
    "00078,2024-04-01,次長,1,1A0,総務課,町長,一般行政,常勤,該当,38:45,2001-04-01,",
  ];

  test("a waiting file is read anew, and each batch knows the words it was judged with", async () => {
    const home = town();
    const ledger = await openLedger(home);
    await load(ledger, home, "bureaus", FILES.bureaus);
    expect(await load(ledger, home, "staff", roster)).toMatchObject({kind: "held"});
    expect(await judgeAnew(ledger, home, reworded)).toEqual([]);
    reword(home, "staff", /参事: 部長級/, "参事: 部長級\n    次長: 部長級");
    const [outcome, ...others] = await judgeAnew(ledger, home, reworded);
    expect([outcome?.kind, others]).toEqual(["accepted", []]);
    const rows = await ledger.rows("select words from intake.words order by batch_id");
    expect(rows.map(({words}) => String(words).includes("次長"))).toEqual([false, false, true]);
    ledger.close();
  });

  test("files of the same source that came later keep their place", async () => {
    const home = town();
    const ledger = await openLedger(home);
    await loadTown(ledger, home);
    const line = (kind: string, month: string, time: string) => `${kind},00056,${month},一般,${time}`;
    const [headings = ""] = FILES.overtime;
    await load(ledger, home, "both", [
      headings,
      line("平日", "2024-05", "1:00"),
      line("平日", "2024-06", "1:00"),
    ]);
    ledger.close();
    reword(home, "overtime", /土日: 週休日勤務/, "土日: 週休日勤務\n    夜間: 平日時間外");
    const later = await openLedger(home);
    const held = await load(later, home, "june", [headings, line("夜間", "2024-06", "2:00")]);
    if (held.kind !== "held") throw new Error(`june.csv is ${held.kind}`);
    await acceptBatch(later, {batchId: held.batch.batchId, by: "人事", reason: "確かめた", now: NOW});
    const before = await filesInForce(later);
    expect(before).toContainEqual({source: "overtime", period: "2024-06-01", file_name: "june.csv"});
    const outcomes = await judgeAnew(later, home, reworded);
    expect(outcomes.map(({kind, fileName}) => `${kind} ${fileName}`)).toEqual([
      "accepted overtime.csv",
      "accepted both.csv",
      "accepted june.csv",
    ]);
    expect(await filesInForce(later)).toEqual(before);
    later.close();
  });

  test("nothing has changed where a file would not count any more", async () => {
    const home = town();
    const ledger = await openLedger(home);
    await loadTown(ledger, home);
    const before = await inForce(ledger);
    reword(home, "overtime", /\n {4}祝日: 休日勤務/, "");
    await expect(judgeAnew(ledger, home, reworded)).rejects.toThrow(
      /overtime\.csv.*使えなくなります.*何も変えていません/s,
    );
    expect(await inForce(ledger)).toEqual(before);
    ledger.close();
  });

  test("a value of the town's own becomes one of the ledger's, and stays while rows have it", async () => {
    const home = town();
    const ledger = await openLedger(home);
    const line = "令和6年度第1四半期,窓口改善の提案,住民課,,3";
    await load(ledger, home, "activity", ["期間,項目,件名,実施日,数量", line]);
    expect(await ledger.rows("select item::varchar as item from raw.activity")).toEqual([
      {item: "counter_proposal"},
    ]);
    ledger.close();
    reword(home, "activity", /\n.*counter_proposal.*/, "");
    await expect(openLedger(home)).rejects.toThrow(/counter_proposal.*1行/s);
  });
});

async function filesInForce(ledger: Warehouse) {
  return ledger.rows(
    `select periods.source, cast(period as varchar) as period, file_name
     from intake.current_periods as periods inner join intake.batches using (batch_id) order by all`,
  );
}

async function inForce(ledger: Warehouse) {
  return ledger.rows(
    "select source, batch_id, cast(period as varchar) as period from intake.current_periods order by all",
  );
}

function reword(home: Home, source: string, place: RegExp, text: string): void {
  const file = join(home.city, "sources", `${source}.yaml`);
  const before = readFileSync(file, "utf8");
  expect(before).toMatch(place);
  writeFileSync(file, before.replace(place, text));
}
