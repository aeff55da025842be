import {mkdirSync, readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {read, utils} from "@e965/xlsx";
import {expect, test} from "vitest";
import {transform} from "../../pipelines/build/transform.ts";
import {bodyWordsOf} from "../../pipelines/catalog/city-catalog.ts";
import {contractsOf} from "../../pipelines/catalog/contracts-of.ts";
import {runChecks} from "../../pipelines/catalog/run-checks.ts";
import {dueFiles} from "../../pipelines/due/due-files.ts";
import {arrivalsOf} from "../../pipelines/due/evidence.ts";
import {openingCalendar} from "../../pipelines/due/opening-calendar.ts";
import {readJobs} from "../../pipelines/due/read-jobs.ts";
import type {Warehouse} from "../../pipelines/engine/open.ts";
import type {Home} from "../../pipelines/installation/home.ts";
import {contractNamed} from "../../pipelines/intake/clerk/contract-named.ts";
import {describeFiles} from "../../pipelines/intake/clerk/describe-files.ts";
import {intakeStatus} from "../../pipelines/intake/clerk/intake-status.ts";
import {templateWorkbook} from "../../pipelines/intake/clerk/template.ts";
import {acceptBatch} from "../../pipelines/intake/load/decide.ts";
import {ingestFile} from "../../pipelines/intake/load/ingest-file.ts";
import type {FileOutcome} from "../../pipelines/intake/load/outcome.ts";
import {openLedger} from "../../pipelines/ledger/ledger.ts";
import {BUREAUS, HEADINGS, rosterLine} from "../models/tiny-city.ts";
import {SAMPLE_CITY, sampleHome} from "../sample-city.ts";
import {temporaryFolder} from "../temporary-folder.ts";

const NOW = new Date("2024-12-08T00:00:00Z");
const LOG = {info: () => {}, warn: () => {}, progress: () => {}};

interface Town {
  ledger: Warehouse;
  home: Home;
  send: (name: string, lines: string[]) => Promise<FileOutcome>;
}

/** A city whose files of leave come by month, with two people of either bureau. */
async function inTown(work: (town: Town) => Promise<void>, words = "period: month\n"): Promise<void> {
  const home = sampleHome(join(temporaryFolder(), "home"));
  say(home, words);
  await withLedgerOf(home, async (ledger, send) => {
    await send("局区.csv", [BUREAUS]);
    const people = ["100001", "100002"].map((person) => rosterLine({day: "2024-04-01", person}));
    const others = ["200001", "200002"].map((person) =>
      rosterLine({day: "2024-04-01", person, bureau: "1020"}),
    );
    await send("名簿.csv", [HEADINGS.staff, ...people, ...others]);
    await work({ledger, home, send});
  });
}

function say(home: Home, words: string): void {
  mkdirSync(join(home.city, "sources"), {recursive: true});
  writeFileSync(join(home.city, "sources", "leave.yaml"), words);
}

async function withLedgerOf(
  home: Home,
  work: (ledger: Warehouse, send: Town["send"]) => Promise<void>,
): Promise<void> {
  const ledger = await openLedger(home);
  try {
    await work(ledger, (name, lines) => {
      mkdirSync(join(home.root, "sent"), {recursive: true});
      const path = join(home.root, "sent", name);
      writeFileSync(path, `${lines.join("\n")}\n`);
      return ingestFile(ledger, path, {home, now: NOW, answers: []});
    });
  } finally {
    ledger.close();
  }
}

const BY_MONTH = "年月,職員番号,取得日数,取得時間,付与日数";
const BY_QUARTER = "期間,職員番号,取得日数,取得時間,付与日数";
const PEOPLE = ["100001", "100002", "200001", "200002"];

function month(text: string, days: number, people = PEOPLE): string[] {
  return [
    BY_MONTH,
    ...people.map((person) => `${text},${person},${days},1:30,${text === "2024-04" ? 20 : ""}`),
  ];
}

function quarter(text: string, days: number, people = PEOPLE): string[] {
  return [BY_QUARTER, ...people.map((person) => `${text},${person},${days},4:30,`)];
}

async function periodsOf(ledger: Warehouse): Promise<string[]> {
  const rows = await ledger.rows(
    `select strftime(period, '%Y-%m') || ' ' || batch_id as one from intake.current_periods
     where source = 'leave' order by all`,
  );
  return rows.map(({one}) => String(one));
}

function said(outcome: FileOutcome): string {
  return describeFiles([outcome]).join("\n");
}

test("months add up to their quarter, which is there once all three are", () =>
  inTown(async ({ledger, home, send}) => {
    for (const text of ["2024-04", "2024-05", "2024-06", "2024-07", "2024-09"])
      expect(await send(`休暇_${text}.csv`, month(text, 1))).toMatchObject({kind: "accepted"});
    expect(said(await send("休暇_R5Q4.csv", quarter("R5Q4", 6)))).toContain("取込み ");
    ledger.close();
    const {warehouse} = await transform(home, {releaseId: "test", createdOn: "2024-12-08"}, LOG);
    try {
      const sums = await warehouse.rows(
        `select fiscal_year, quarter, taken_days, taken_minutes, granted_days, count(*)::integer as people
         from staging.stg_leave group by all order by all`,
      );
      expect(sums.map((row) => Object.values(row))).toEqual([
        [2023, 4, 6, 270, null, 4],
        [2024, 1, 3, 270, 20, 4],
        // August is missing: what is there of the quarter is no sum to date.
        [2024, 2, 2, 180, null, 4],
      ]);
      const loaded = await warehouse.rows(
        "select fiscal_year, quarter from intermediate.int_loaded_quarters where source = 'leave' order by all",
      );
      expect(loaded).toEqual([{fiscal_year: 2024, quarter: 1}]);
      const [periods] = await warehouse.rows(
        `select list(distinct period_months) as months, count(*)::integer as periods
         from marts.fct_source_periods where source = 'leave'`,
      );
      expect(periods).toEqual({months: [1], periods: 8});
    } finally {
      warehouse.close();
    }
  }));

test("a quarter of one bureau stands beside the months of another", () =>
  inTown(async ({send}) => {
    const [own, other] = [PEOPLE.slice(0, 2), PEOPLE.slice(2)];
    for (const text of ["2024-04", "2024-05", "2024-06"]) await send(`休暇_${text}.csv`, month(text, 1, own));
    const beside = await send("休暇_財政局_R6Q1.csv", quarter("R6Q1", 3, other));
    // Nothing tells whether it counts beside the others: a person says so.
    expect(said(beside)).toContain("同じ行が一つもありません");
    expect(said(beside)).not.toContain("二重");
  }));

test("one person's months and quarter are never added", () =>
  inTown(async ({ledger, home, send}) => {
    await send("休暇_R6Q1.csv", quarter("R6Q1", 3));
    expect(await periodsOf(ledger)).toEqual(["2024-04 3", "2024-05 3", "2024-06 3"]);
    const may = await send("休暇_2024-05.csv", month("2024-05", 1, PEOPLE.slice(0, 2)));
    expect(may).toMatchObject({kind: "held"});
    expect(said(may)).toContain(
      "前に受け付けた「休暇_R6Q1.csv」（受付番号3）に、同じ職員2人の同じ四半期の分があり、片方は月ごと、片方は四半期ごとです",
    );
    expect(said(may)).toContain("令和6年4月～令和6年6月の分は使わなくなります");
    const decided = await acceptBatch(ledger, {batchId: 4, by: "人事", reason: "月ごとが正しい", now: NOW});
    expect(decided.fallenOut).toContain("4行");
    // April and June of the quarter go with its May, for the others in its file, too.
    expect(await periodsOf(ledger)).toEqual(["2024-05 4"]);
    const again = await send("休暇_R6Q1_直し.csv", quarter("R6Q1", 4));
    expect(said(again)).toContain("同じ職員2人の同じ四半期の分があり");
    await acceptBatch(ledger, {batchId: 5, by: "人事", reason: "四半期が正しい", now: NOW});
    expect(await periodsOf(ledger)).toEqual(["2024-04 5", "2024-05 5", "2024-06 5"]);
    ledger.close();
    expect(await blockingChecks(home)).not.toContain("checks.leave_is_told_once");
  }));

test("a quarter sent again takes the place of all three months of the former", () =>
  inTown(async ({ledger, send}) => {
    await send("休暇_R6Q1.csv", quarter("R6Q1", 3));
    expect(await send("休暇_R6Q1.csv", quarter("R6Q1", 4))).toMatchObject({kind: "accepted"});
    expect(await periodsOf(ledger)).toEqual(["2024-04 4", "2024-05 4", "2024-06 4"]);
  }));

test("what was accepted in another order after all is found before anything is published", () =>
  inTown(async ({ledger, home, send}) => {
    const late = await send("休暇_R6Q1.csv", [...quarter("R6Q1", 3), "R6Q1,999999,1,0:00,"]);
    expect(late).toMatchObject({kind: "held"});
    await send("休暇_2024-05.csv", month("2024-05", 1));
    await acceptBatch(ledger, {batchId: 3, by: "人事", reason: "残りは次に", now: NOW});
    ledger.close();
    expect(await blockingChecks(home)).toContain("checks.leave_is_told_once");
  }));

async function blockingChecks(home: Home): Promise<string[]> {
  const {warehouse} = await transform(home, {releaseId: "test", createdOn: "2024-12-08"}, LOG);
  try {
    const found = await runChecks(warehouse, home.city);
    return found.filter(({severity}) => severity === "blocking").map(({check}) => check);
  } finally {
    warehouse.close();
  }
}

test("rows say their period in one of two columns", () =>
  inTown(async ({send}) => {
    const both = [
      "期間,年月,職員番号,取得日数",
      "R6Q1,2024-05,100001,1",
      "R6Q1,2024-07,100002,1",
      ",,200001,1",
    ];
    const outcome = said(await send("休暇.csv", both));
    expect(outcome).toContain("「期間」（令和6年度第1四半期）の外です");
    expect(outcome).toContain("「期間」も空欄です。どちらかに期間を入れてください");
    expect(said(await send("休暇2.csv", ["職員番号,取得日数", "100001,1"]))).toContain("受付不可");
  }));

test("the list of due work and reports of nothing know the month", () =>
  inTown(async ({ledger, home, send}) => {
    await send("年次休暇_令和6年4月.csv", month("2024-04", 1));
    expect(said(await send("年次休暇_令和6年5月.csv", [BY_MONTH, "該当なし,,,,"]))).toContain(
      "令和6年5月は該当なし",
    );
    await send("年次休暇_R6Q2.csv", quarter("R6Q2", 1));
    const watch = {
      ...{contracts: contractsOf(home.city), calendar: openingCalendar()},
      ...{dueFrom: "2024-04-30", today: "2024-12-08"},
    };
    const due = {months_after: 1, opening_day: 10};
    const job = {source: "leave", section: "人事課", follows: [], every: "month" as const, due};
    const files = dueFiles([job], await arrivalsOf(ledger), watch);
    expect(files.map(({period_name, state}) => `${period_name} ${state}`)).toEqual([
      "令和6年4月 arrived",
      "令和6年5月 arrived",
      "令和6年6月 late",
      "令和6年7月 arrived",
      "令和6年8月 arrived",
      "令和6年9月 arrived",
      "令和6年10月 late",
      "令和6年11月 upcoming",
    ]);
    ledger.close();
    const status = await intakeStatus(home);
    expect(status.in_force.find(({source}) => source === "leave")).toMatchObject({
      period_months: 1,
      missing: ["2024-06-01"],
    });
  }));

test("jobs that wait by month for files of a quarter are told, with what to write", () => {
  const home = sampleHome(join(temporaryFolder(), "home"));
  const path = join(home.city, "jobs.yaml");
  const text = readFileSync(path, "utf8");
  writeFileSync(path, text.replace(/(source: leave\n.*\n.*every:) quarter/, "$1 month"));
  expect(() => readJobs(home.city)).toThrow(
    "every を quarter にするか、月ごとに届くなら city/sources/leave.yaml に period: month と書いてください",
  );
  say(home, "period: month\n");
  expect(readJobs(home.city).sources.find(({source}) => source === "leave")?.every).toBe("month");
});

test("a city that goes over to months keeps the quarters that came, and cannot go back once months have come", async () => {
  const home = sampleHome(join(temporaryFolder(), "home"));
  const roster = [HEADINGS.staff, ...PEOPLE.map((person) => rosterLine({day: "2024-04-01", person}))];
  await withLedgerOf(home, async (ledger, send) => {
    await send("局区.csv", [BUREAUS]);
    await send("名簿.csv", roster);
    await send("休暇_R6Q1.csv", quarter("R6Q1", 3));
    await send("休暇_R6Q1.csv", quarter("R6Q1", 4));
    expect(await periodsOf(ledger)).toEqual(["2024-04 4"]);
  });
  say(home, "period: month\n");
  await withLedgerOf(home, async (ledger) => {
    expect(await periodsOf(ledger)).toEqual(["2024-04 4", "2024-05 4", "2024-06 4"]);
  });
  say(home, "");
  await withLedgerOf(home, async (ledger) => {
    expect(await periodsOf(ledger)).toEqual(["2024-04 4"]);
  });
  say(home, "period: month\n");
  await withLedgerOf(home, async (ledger, send) => {
    expect(await send("休暇_2024-07.csv", month("2024-07", 1))).toMatchObject({kind: "accepted"});
    expect(await periodsOf(ledger)).toEqual(["2024-04 4", "2024-05 4", "2024-06 4", "2024-07 5"]);
  });
  say(home, "");
  await expect(openLedger(home)).rejects.toThrow(
    "city/sources/leave.yaml に period: month を書き戻してください",
  );
});

test("the template asks for the column by which the city's files come", async () => {
  const headings = async (words: string) => {
    const home = sampleHome(join(temporaryFolder(), "home"));
    say(home, words);
    const contract = contractNamed(contractsOf(home.city), "leave");
    const book = read(
      await templateWorkbook(contract, {
        fiscalYear: 2024,
        bureaus: new Map(),
        words: bodyWordsOf(SAMPLE_CITY),
      }),
    );
    return utils.sheet_to_csv(book.Sheets[book.SheetNames[0] ?? ""] ?? {}).split("\n")[2];
  };
  expect(await headings("")).toBe("期間,職員番号,取得日数,取得時間,付与日数");
  expect(await headings("period: month\n")).toBe("職員番号,取得日数,取得時間,年月,付与日数");
});

test("only a source that may come by month can be said to", () => {
  const home = sampleHome(join(temporaryFolder(), "home"));
  writeFileSync(join(home.city, "sources", "paper.yaml"), "period: month\n");
  expect(() => contractsOf(home.city)).toThrow(/paper\.yaml.*この行を消してください/s);
});
