import {mkdirSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, test} from "vitest";
import {transform} from "../../pipelines/build/transform.ts";
import {statement} from "../../pipelines/catalog/sql-files.ts";
import type {Warehouse} from "../../pipelines/engine/open.ts";
import type {Home} from "../../pipelines/installation/home.ts";
import {describeFiles} from "../../pipelines/intake/clerk/describe-files.ts";
import {intakeStatus} from "../../pipelines/intake/clerk/intake-status.ts";
import {acceptBatch, rejectBatch} from "../../pipelines/intake/load/decide.ts";
import {ingestFile} from "../../pipelines/intake/load/ingest-file.ts";
import type {FileOutcome} from "../../pipelines/intake/load/outcome.ts";
import {readAgain} from "../../pipelines/intake/load/read-again.ts";
import {missingUnits} from "../../pipelines/ledger/absent-units.ts";
import {contentOfLedger, openLedger} from "../../pipelines/ledger/ledger.ts";
import {intakeStatusText} from "../../reports/terminal/intake-status.ts";
import {NOTHING_AWAITED} from "../../schemas/awaited-sources.ts";
import {BUREAUS, HEADINGS, rosterLine} from "../models/tiny-city.ts";
import {sampleHome} from "../sample-city.ts";
import {temporaryFolder} from "../temporary-folder.ts";

const NOW = new Date("2024-12-08T00:00:00Z");
const NAME = "時間外勤務_2024-10.csv";

/** Overtime of people numbered from `first` to `last`, one row each. */
function section(first: number, last: number, hours = "10:00"): string {
  const rows = Array.from(
    {length: last - first + 1},
    (_, index) => `${String(first + index).padStart(6, "0")},2024-10,平日時間外,通常,${hours}`,
  );
  return `${[HEADINGS.overtime, ...rows].join("\n")}\n`;
}

const [PLANNING, WELFARE] = [section(1, 10), section(11, 26)];

interface City {
  home: Home;
  ledger: Warehouse;
  /** Loads a file of the same name as all others unless told. */
  send: (text: string, how?: {name?: string; answers?: string[]}) => Promise<FileOutcome>;
  /** 受付番号: people, for October. */
  inForce: () => Promise<string>;
}

async function inCity(work: (city: City) => Promise<void>): Promise<void> {
  const home = sampleHome(join(temporaryFolder(), "home"));
  const ledger = await openLedger(home);
  let sent = 0;
  const send: City["send"] = (text, {name = NAME, answers = []} = {}) => {
    sent += 1;
    const folder = join(home.root, `sent-${sent}`);
    mkdirSync(folder);
    writeFileSync(join(folder, name), text);
    return ingestFile(ledger, join(folder, name), {home, now: NOW, answers});
  };
  const inForce = async () => {
    const rows = await ledger.rows(
      `select current.batch_id || ': ' || count(*) as part
       from intake.current_periods as current
       inner join raw.overtime as rows on rows.batch_id = current.batch_id and rows.period = current.period
       group by current.batch_id order by current.batch_id`,
    );
    return rows.map(({part}) => part).join(", ");
  };
  try {
    await work({home, ledger, send, inForce});
  } finally {
    ledger.close();
  }
}

function said(outcome: FileOutcome): string {
  return describeFiles([outcome]).join("\n");
}

const WHY = {by: null, reason: "課に確かめた", now: NOW};

describe("two sections, one month, one name", () => {
  test("the second is held with two words, whatever its size, and nobody falls out", () =>
    inCity(async ({send, inForce}) => {
      await send(PLANNING);
      const second = await send(WELFARE);
      expect(second).toMatchObject({kind: "held", holds: [{kind: "question", answers: ["追加", "差替え"]}]});
      expect(said(second)).toContain(`「${NAME}」（受付番号1）の同じ期間の10行と、同じ行が一つもありません`);
      expect(await inForce()).toBe("1: 10");
    }));

  test("追加 lets both count; a section's correction takes the place of its own rows alone", () =>
    inCity(async ({home, ledger, send, inForce}) => {
      await send(PLANNING);
      await send(WELFARE);
      const both = await readAgain(ledger, {batchId: 2, ...WHY}, {home, answers: ["追加"]});
      expect([both.kind, await inForce()]).toEqual(["accepted", "1: 10, 3: 16"]);
      const corrected = await send(section(11, 26, "11:00"));
      expect([corrected.kind, await inForce()]).toEqual(["accepted", "1: 10, 4: 16"]);
      expect(said(corrected)).not.toContain("使わなくなります");
      await rejectBatch(ledger, {batchId: 4, ...WHY});
      expect(await inForce()).toBe("1: 10, 3: 16");
    }));

  test("差替え says how many rows and people fall out; rejecting it brings them back", () =>
    inCity(async ({send, ledger, inForce}) => {
      await send(PLANNING);
      const instead = await send(WELFARE, {answers: ["差替え"]});
      expect([instead.kind, await inForce()]).toEqual(["accepted", "2: 16"]);
      expect(said(instead)).toContain(
        "（受付番号1）の10行（10人）は、このファイルにないので使わなくなります",
      );
      const rejected = await rejectBatch(ledger, {batchId: 2, ...WHY});
      expect(rejected.broughtBack).toEqual([`「${NAME}」（受付番号1）`]);
      expect(await inForce()).toBe("1: 10");
    }));

  test("one of several may be named", () =>
    inCity(async ({send, inForce}) => {
      await send(PLANNING);
      await send(WELFARE, {answers: ["追加"]});
      const third = await send(section(27, 40));
      expect(third).toMatchObject({holds: [{answers: ["追加", "差替え", "差替え1", "差替え2"]}]});
      await send(section(27, 41), {answers: ["差替え1"]});
      expect(await inForce()).toBe("2: 16, 4: 15");
    }));

  test("a held section does not vanish because another one's file of its name is right", () =>
    inCity(async ({send, ledger}) => {
      await send(`${PLANNING}000099,2024-10,平日時間外,通常,十時間\n`);
      expect((await send(WELFARE, {answers: ["追加"]})).kind).toBe("accepted");
      const waiting = await ledger.rows("select batch_id from intake.waiting_batches");
      expect(waiting).toEqual([{batch_id: 1}]);
    }));
});

test("few rows that are not there fall out at once and are told, with their people; many are asked about", () =>
  inCity(async ({send, inForce}) => {
    await send(section(1, 26));
    const fewer = await send(section(1, 25));
    expect([fewer.kind, await inForce()]).toEqual(["accepted", "2: 25"]);
    expect(said(fewer)).toContain("1行（1人）は、このファイルにないので使わなくなります");
    const part = await send(section(1, 16));
    expect(said(part)).toContain("25行のうち、9行（36.0%）がこのファイルにありません");
  }));

test("what falls out is told again when a held file is accepted", () =>
  inCity(async ({send, ledger}) => {
    await send(section(1, 26));
    const held = await send(`${section(1, 24)}000025,2024-10,平日時間外,通常,一時間\n`);
    expect(said(held)).toContain("受け付けると、前に受け付けた");
    const decided = await acceptBatch(ledger, {batchId: 2, ...WHY});
    expect(decided).toMatchObject({fallenOut: "2行（2人）"});
  }));

test("of rows with one key in two files in force the newest counts, once", () =>
  inCity(async ({home, ledger, send}) => {
    await send(section(1, 26));
    const one = await contentOfLedger(ledger);
    await send(section(3, 4, "99:00"), {answers: ["追加"]});
    expect(await contentOfLedger(ledger)).not.toBe(one);
    ledger.close();
    const log = {info: () => {}, warn: () => {}, progress: () => {}};
    const {warehouse} = await transform(home, {releaseId: "test", createdOn: "2024-12-08"}, log);
    const rows = await warehouse.rows(
      "select worked_minutes, count(*)::integer as people from staging.stg_overtime group by all order by all",
    );
    warehouse.close();
    expect(rows).toEqual([
      {worked_minutes: 600, people: 24},
      {worked_minutes: 5940, people: 2},
    ]);
  }));

test("a list that is sent whole takes the place of every one before, not only of those it shares a row with", () =>
  inCity(async ({send, ledger}) => {
    const devices = (...numbers: number[]) =>
      `${["機器番号,局区コード,配備日,返却日,修理開始日,修理終了日", ...numbers.map((number) => `TW000${number},1010,2021-04-01,,,`)].join("\n")}\n`;
    const options = {name: "PC台帳.csv", answers: ["差替え"]};
    await send(devices(1, 2), {name: "PC台帳.csv"});
    await send(devices(2, 3), {name: "PC台帳.csv"});
    await send(devices(3, 4), options);
    await rejectBatch(ledger, {batchId: 2, ...WHY});
    const current = await ledger.rows("select batch_id from intake.current_periods");
    expect(current).toEqual([{batch_id: 3}]);
  }));

describe("a lone first part", () => {
  const roster = [
    HEADINGS.staff,
    ...Array.from({length: 26}, (_, index) =>
      rosterLine({
        day: "2024-04-01",
        person: String(index + 1).padStart(6, "0"),
        bureau: index < 10 ? "1010" : "1020",
      }),
    ),
  ].join("\n");
  const inMonth = (month: string) => section(1, 26).replaceAll("2024-10", month);
  const withHistory = (work: (city: City) => Promise<void>) =>
    inCity(async (city) => {
      await city.send(BUREAUS, {name: "局区.csv"});
      await city.send(roster, {name: "名簿.csv"});
      for (const month of ["2024-07", "2024-08", "2024-09"])
        await city.send(inMonth(month), {name: `時間外勤務_${month}.csv`});
      await work(city);
    });

  test("is held with who is missing, and counts as a part when a person says so", () =>
    withHistory(async ({send, ledger, inForce}) => {
      const first = await send(PLANNING);
      expect(first).toMatchObject({kind: "held", holds: [{kind: "question", answers: ["一部", "全体"]}]});
      expect(said(first)).toMatch(
        /令和6年10月のはじめてのファイルですが、これまで毎回あった.+（これまで16人以上）の行がありません/,
      );
      expect((await send(PLANNING, {answers: ["一部"]})).kind).toBe("accepted");
      expect(await missingUnits(ledger)).toMatchObject([
        {period: "2024-10-01", unit: "1020", usual_count: 16},
      ]);
      expect(await send(section(9, 14))).toMatchObject({kind: "held"});
      expect(await send(WELFARE)).toMatchObject({kind: "accepted", notes: []});
      expect(await missingUnits(ledger)).toEqual([]);
      expect(await inForce()).toContain("16");
    }));

  test("is told by status, with what came and who has still to send", () =>
    withHistory(async ({home, send, ledger}) => {
      await send(PLANNING, {answers: ["一部"]});
      ledger.close();
      const status = await intakeStatus(home);
      expect(status.in_parts).toMatchObject([
        {period: "2024-10-01", file_names: [NAME], missing: [{bureau_name: "財政局", usual_count: 16}]},
      ]);
      const text = intakeStatusText(status, {
        ...{obstacles: {title: "", lines: []}, workbooks: [], withAcknowledged: false},
        notes: {open: [], waiting: [], acknowledged: [], acknowledgements: []},
        awaited: NOTHING_AWAITED,
      });
      expect(text).toContain("まだの局区: 財政局（これまで16以上）");
    }));

  test("goes on waiting where nothing of it can be read, while another section's file of its name comes", () =>
    withHistory(async ({send, ledger}) => {
      const waiting = async () =>
        (await ledger.rows("select batch_id from intake.waiting_batches")).map(({batch_id}) => batch_id);
      const unreadable = await send(WELFARE.replaceAll(/\d+:\d+/g, "たくさん"));
      const held = unreadable.kind === "held" ? unreadable.batch.batchId : 0;
      expect(await waiting()).toEqual([held]);
      await send(PLANNING, {answers: ["一部"]});
      expect(await waiting()).toEqual([held]);
      expect(await send(WELFARE)).toMatchObject({kind: "accepted"});
      expect(await waiting()).toEqual([]);
    }));

  test("is taken at its word when it says that there was nothing, and waits for the others all the same", () =>
    withHistory(async ({send, ledger, inForce}) => {
      const nothing = await send(`${HEADINGS.overtime}\n該当なし,2024-10,,,\n`);
      expect(nothing.kind).toBe("accepted");
      expect(said(nothing)).toMatch(
        /これまで毎回あった.+（これまで16人以上）.*の分も、別に届くまでは0件とします/,
      );
      expect(await missingUnits(ledger)).not.toEqual([]);
      expect(await send(WELFARE)).toMatchObject({kind: "accepted"});
      expect(await inForce()).toContain("16");
    }));

  test("is asked about, too, by who began with a file that was taken back", () =>
    withHistory(async ({home, ledger}) => {
      ledger.close();
      const later = await openLedger(home);
      const path = join(home.root, NAME);
      writeFileSync(path, PLANNING);
      await expect(ingestFile(later, path, {home, now: NOW, answers: ["千枚"]})).rejects.toThrow("千枚");
      expect(await ingestFile(later, path, {home, now: NOW})).toMatchObject({
        kind: "held",
        holds: [{kind: "question", answers: ["一部", "全体"]}],
      });
      later.close();
    }));

  test("is the whole month when a person says so, and a full month is not asked about", () =>
    withHistory(async ({send, ledger}) => {
      expect((await send(PLANNING, {answers: ["全体"]})).kind).toBe("accepted");
      expect(await missingUnits(ledger)).toEqual([]);
      const november = inMonth("2024-11");
      expect((await send(november, {name: "時間外勤務_2024-11.csv"})).kind).toBe("accepted");
    }));
});

test("a name is that of the bureau that had it then: a new one of an old name has never sent anything yet", () =>
  inCity(async ({send, ledger}) => {
    const bureaus = [
      BUREAUS,
      "1030,産業局,市長事務部局,1972-04-01,2024-06-30,1020,,4",
      "1050,産業局,市長事務部局,2024-07-01,,,,5",
    ];
    await send(`${bureaus.join("\n")}\n`, {name: "局区.csv"});
    const paper = (month: string, names: string[]) =>
      `局区名,区分,用紙,年月,枚数\n${names.map((name) => `${name},学校等以外,A4,${month},100\n`).join("")}`;
    for (const month of ["2024-03", "2024-04", "2024-05", "2024-06"])
      await send(paper(month, ["総務企画局", "産業局"]), {name: `紙_${month}.csv`});
    const counted = (batch: number) =>
      ledger.rows(statement("ledger.units_of_batch_by_name"), {source: "paper", batch_id: batch});
    expect(await counted(5)).toEqual(
      expect.arrayContaining([
        {period: "2024-06-01", unit: "1010", count: 1},
        {period: "2024-06-01", unit: "1030", count: 1},
      ]),
    );
    expect(await counted(5)).toHaveLength(2);
    expect(await send(paper("2024-07", ["総務企画局"]), {name: "紙_2024-07.csv"})).toMatchObject({
      kind: "accepted",
    });
  }));

test("months of people whom no roster names are loaded one after the other", () =>
  inCity(async ({send}) => {
    for (const month of ["2024-08", "2024-09"]) {
      const name = `時間外勤務_${month}.csv`;
      expect(await send(section(1, 26).replaceAll("2024-10", month), {name})).toMatchObject({
        kind: "accepted",
      });
    }
  }));
