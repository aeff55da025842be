import {mkdirSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, test} from "vitest";
import {transform} from "../../pipelines/build/transform.ts";
import {bodyWordsOf} from "../../pipelines/catalog/city-catalog.ts";
import {dueFiles} from "../../pipelines/due/due-files.ts";
import {arrivalsOf} from "../../pipelines/due/evidence.ts";
import {openingCalendar} from "../../pipelines/due/opening-calendar.ts";
import {readJobs} from "../../pipelines/due/read-jobs.ts";
import type {Warehouse} from "../../pipelines/engine/open.ts";
import type {Home} from "../../pipelines/installation/home.ts";
import {contractNamed} from "../../pipelines/intake/clerk/contract-named.ts";
import {describeFiles} from "../../pipelines/intake/clerk/describe-files.ts";
import {templateWorkbook} from "../../pipelines/intake/clerk/template.ts";
import {ingestFile} from "../../pipelines/intake/load/ingest-file.ts";
import type {FileOutcome} from "../../pipelines/intake/load/outcome.ts";
import {isNoneWord} from "../../pipelines/intake/read/none-words.ts";
import {rebuild} from "../../pipelines/keep/rebuild.ts";
import {contentOfLedger, openLedger} from "../../pipelines/ledger/ledger.ts";
import {shippedContracts as contracts} from "../../schemas/sources.ts";
import {BUREAUS, HEADINGS, rosterLine} from "../models/tiny-city.ts";
import {SAMPLE_CITY, sampleHome} from "../sample-city.ts";
import {temporaryFolder} from "../temporary-folder.ts";

const NOW = new Date("2024-12-08T00:00:00Z");
const PARENTAL = "期間,職員番号,性別,届出区分,発生日";
const LOG = {info: () => {}, warn: () => {}, progress: () => {}};

type Send = (name: string, text: string, answers?: string[]) => Promise<FileOutcome>;

async function inCity(work: (ledger: Warehouse, send: Send, home: Home) => Promise<void>): Promise<void> {
  const home = sampleHome(join(temporaryFolder(), "home"));
  const ledger = await openLedger(home);
  const send: Send = (name, text, answers = []) => {
    mkdirSync(join(home.root, "sent"), {recursive: true});
    writeFileSync(join(home.root, "sent", name), `${text}\n`);
    return ingestFile(ledger, join(home.root, "sent", name), {home, now: NOW, answers});
  };
  try {
    await work(ledger, send, home);
  } finally {
    ledger.close();
  }
}

function said(outcome: FileOutcome): string {
  return describeFiles([outcome]).join("\n");
}

async function periods(ledger: Warehouse): Promise<string> {
  const rows = await ledger.rows(
    "select source || ' ' || period as one from intake.current_periods order by all",
  );
  return rows.map(({one}) => one).join(", ");
}

describe("words that say that there is nothing", () => {
  test.each([
    "該当なし",
    "該当無し",
    " 該　当　な　し ",
    "（該当なし）",
    "該当者なし",
    "該当者はいません。",
    "今期は該当ありませんでした",
    "今月分の実績はありません。",
    "なし",
    "無",
    "０件",
  ])("%s", (text) => expect(isNoneWord(text)).toBe(true));
  test.each(["該当あり", "なし崩し", "未提出", "資料なしでは説明できない事項", "10件", "", "梨"])(
    "and %s is none of them",
    (text) => expect(isNoneWord(text)).toBe(false),
  );
});

test.each([
  ["育児休業等届出_R6Q2.csv", "該当なし"],
  ["報告.csv", "育児休業等届出（職員厚生課）\n令和6年度第2四半期\n今期は該当ありません。"],
  ["育休_令和6年度第2四半期.csv", `${PARENTAL}\n該当なし,,,,`],
  ["育休.csv", `${PARENTAL}\n令和6年度第2四半期,該当なし,,,`],
  ["育休_令和6年度第2四半期.csv", `${PARENTAL}\n令和6年度第2四半期,－,－,－,－\n（注）速報である,,,,`],
  ["育休_令和6年度第2四半期.txt", `${PARENTAL.replaceAll(",", "\t")}\n`],
])("%s: accepted with its source and period, nothing in it (%s)", (name, text) =>
  inCity(async (ledger, send) => {
    const outcome = await send(name, text);
    expect([outcome.kind, said(outcome)]).toEqual([
      "accepted",
      expect.stringContaining("令和6年度第2四半期は該当なし（0件）"),
    ]);
    expect(await periods(ledger)).toBe("parental_leave 2024-07-01");
  }),
);

test.each([
  ["育休.csv", PARENTAL, "どの期間のことか"],
  ["育休_令和6年度第2四半期.csv", `育児休業等届出 令和6年度第1四半期\n${PARENTAL}`, "表の上の期間が違います"],
  ["報告_令和6年度第2四半期.csv", "該当なし", "どの種類の報告か分かりません"],
  ["名簿_2024-04-01.csv", HEADINGS.staff, "データの行がありません"],
])("%s is refused with what to do (%s)", (name, text, why) =>
  inCity(async (_, send) => {
    expect(await send(name, text)).toMatchObject({kind: "refused", why: expect.stringContaining(why)});
  }),
);

test("the blank template under a period's name", () =>
  inCity(async (ledger, _, home) => {
    const path = join(home.root, "育児休業等届出_令和6年度第2四半期.xlsx");
    writeFileSync(
      path,
      await templateWorkbook(contractNamed(contracts, "育児休業等届出"), {
        fiscalYear: 2024,
        bureaus: new Map(),
        words: bodyWordsOf(SAMPLE_CITY),
      }),
    );
    const outcome = await ingestFile(ledger, path, {home, now: NOW});
    expect([outcome.kind, await periods(ledger)]).toEqual(["accepted", "parental_leave 2024-07-01"]);
  }));

test("a person may say the period; a word that is none is an error", () =>
  inCity(async (ledger, send) => {
    expect((await send("育休.csv", PARENTAL, ["令和6年度第2四半期"])).kind).toBe("accepted");
    expect(await periods(ledger)).toBe("parental_leave 2024-07-01");
    await expect(send("育休_R6Q1.csv", `${PARENTAL}\n`, ["千枚"])).rejects.toThrow("--as 千枚");
  }));

test("the same bytes say so of another period, and of the same one once", () =>
  inCity(async (ledger, send) => {
    await send("育休_R6Q1.csv", PARENTAL);
    const content = await contentOfLedger(ledger);
    expect(await send("育休_R6Q2.csv", PARENTAL)).toMatchObject({kind: "accepted"});
    expect(await contentOfLedger(ledger)).not.toBe(content);
    expect((await send("育休_R6Q2.csv", PARENTAL)).kind).toBe("known");
    expect(await periods(ledger)).toBe("parental_leave 2024-04-01, parental_leave 2024-07-01");
  }));

test("nothing from one section beside another's rows is asked about, and a row among rows stays a fault", () =>
  inCity(async (_, send) => {
    const rows = `${PARENTAL}\n令和6年度第1四半期,000001,男,配偶者の出産,2024-05-01`;
    await send("育休_R6Q1.csv", rows);
    expect(await send("育休_R6Q1.csv", PARENTAL)).toMatchObject({
      kind: "held",
      holds: [{kind: "question", answers: ["追加", "差替え"]}],
    });
    const mixed = await send(
      "育休_R6Q2.csv",
      `${rows.replace("第1", "第2").replace("05-01", "08-01")}\n該当なし,,,,`,
    );
    expect(mixed).toMatchObject({kind: "held"});
  }));

test("the due work is closed, the rate that waited appears, and the archive gives it all again", () =>
  inCity(async (ledger, send, home) => {
    await send("局区.csv", BUREAUS);
    await send("名簿.csv", [HEADINGS.staff, rosterLine({day: "2024-04-01", person: "000001"})].join("\n"));
    await send("育休_R6Q1.csv", `${PARENTAL}\n令和6年度第1四半期,000001,男,配偶者の出産,2024-05-01`);
    await send("育休_R6Q2.csv", PARENTAL);
    const watch = {
      contracts,
      calendar: openingCalendar(),
      dueFrom: "2024-07-01",
      today: "2024-12-08",
    };
    const jobs = readJobs(home.city).sources.filter(({source}) => source === "parental_leave");
    const due = dueFiles(jobs, await arrivalsOf(ledger), watch);
    expect(due.map(({period, state}) => `${period} ${state}`)).toEqual([
      "R6Q1 arrived",
      "R6Q2 arrived",
      "R6Q3 upcoming",
    ]);
    ledger.close();
    const {warehouse} = await transform(home, {releaseId: "test", createdOn: "2024-12-08"}, LOG);
    const rates = await warehouse.rows(
      "select quarter, numerator, denominator from metrics.kpi_male_parental_leave_rate where bureau_code is null order by quarter",
    );
    warehouse.close();
    expect(rates.map(({quarter, denominator}) => `${quarter}: ${denominator}`)).toEqual(["1: 1", "2: 1"]);
    const rebuilt = await rebuild({home, now: NOW, log: LOG, isTrial: false});
    expect(rebuilt.outcome.kind).toBe("in_place");
    const anew = await openLedger(home);
    expect(await periods(anew)).toContain("parental_leave 2024-04-01, parental_leave 2024-07-01");
    anew.close();
  }));
