import {cpSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {read, utils, type WorkBook, write} from "@e965/xlsx";
import {expect, test} from "vitest";
import {bodyWordsOf} from "../../pipelines/catalog/city-catalog.ts";
import {contractsOf} from "../../pipelines/catalog/contracts-of.ts";
import {contractNamed} from "../../pipelines/intake/clerk/contract-named.ts";
import {templateWorkbook} from "../../pipelines/intake/clerk/template.ts";
import {ingestFile} from "../../pipelines/intake/load/ingest-file.ts";
import {openLedger} from "../../pipelines/ledger/ledger.ts";
import {shippedContracts as contracts} from "../../schemas/sources.ts";
import {SAMPLE_CITY, sampleHome} from "../sample-city.ts";
import {temporaryFolder} from "../temporary-folder.ts";
import {guideOf, headingsOf, inputRow, MONTHS} from "./filled-template.ts";

const NOW = new Date("2024-10-08T00:00:00Z");

async function template(source: string): Promise<WorkBook> {
  return read(
    await templateWorkbook(contractNamed(contracts, source), {
      fiscalYear: 2022,
      bureaus: new Map(),
      words: bodyWordsOf(SAMPLE_CITY),
    }),
  );
}

test.each(contracts)(
  "the guide of $source explains every column of its sheet, and no other",
  async (contract) => {
    const book = await template(contract.source);
    const explained = guideOf(book).flatMap(({headings}) => headings);
    expect(explained.toSorted()).toEqual(headingsOf(book, contract.title).toSorted());
  },
);

test("every source's template, filled in as its guide says, is accepted", async () => {
  const folder = temporaryFolder();
  const home = sampleHome(join(folder, "home"));
  const ledger = await openLedger(home);
  try {
    for (const {source, title} of contracts) {
      const book = await template(source);
      const sheet = book.Sheets[title] ?? {};
      const isAcross = headingsOf(book, title).includes("4月");
      utils.sheet_add_aoa(sheet, [inputRow(book, title)], {origin: {r: isAcross ? 4 : 3, c: 0}});
      const path = join(folder, `${source}.xlsx`);
      writeFileSync(path, write(book, {type: "buffer", bookType: "xlsx"}));
      const outcome = await ingestFile(ledger, path, {home, now: NOW});
      expect([source, outcome.kind, outcome]).toEqual([source, "accepted", outcome]);
      if (outcome.kind === "accepted") expect(outcome.reading).not.toContain("読まない");
      if (outcome.kind === "accepted")
        expect(outcome.batch).toMatchObject({source, acceptedCount: isAcross ? MONTHS.length : 1});
    }
  } finally {
    ledger.close();
  }
});

test("an empty template is refused with the reason, and an unknown source is answered with the list", async () => {
  const folder = temporaryFolder();
  const home = sampleHome(join(folder, "home"));
  const ledger = await openLedger(home);
  try {
    const path = join(folder, "様式.xlsx");
    writeFileSync(
      path,
      await templateWorkbook(contractNamed(contracts, "職員名簿"), {
        fiscalYear: 2022,
        bureaus: new Map(),
        words: bodyWordsOf(SAMPLE_CITY),
      }),
    );
    const outcome = await ingestFile(ledger, path, {home, now: NOW});
    expect(outcome).toMatchObject({kind: "refused", why: expect.stringContaining("データの行がありません")});
  } finally {
    ledger.close();
  }
  expect(() => contractNamed(contracts, "overtme")).toThrow(/近いもの: 時間外勤務実績（overtime）/);
});

test("a template of a city whose kinds stand side by side has a column for each, and is accepted as it is filled in", async () => {
  const folder = temporaryFolder();
  const home = sampleHome(join(folder, "home"));
  cpSync(
    join(import.meta.dirname, "../cases/kinds-of-hours-side-by-side/overtime.yaml"),
    join(home.city, "sources/overtime.yaml"),
  );
  const contract = contractNamed(contractsOf(home.city), "overtime");
  const book = read(
    await templateWorkbook(contract, {fiscalYear: 2022, bureaus: new Map(), words: bodyWordsOf(SAMPLE_CITY)}),
  );
  const headings = headingsOf(book, contract.title);
  expect(headings).toEqual([
    "職員番号",
    "年月",
    "事由",
    "週休",
    "平日時間外",
    "同一週外振替",
    "休日勤務",
    "所属名",
  ]);
  expect(guideOf(book).flatMap((line) => line.headings)).toContain("勤務区分ごとの時間数");
  const sheet = book.Sheets[contract.title] ?? {};
  utils.sheet_add_aoa(sheet, [["000001", "2022-04", "通常", "1:00", "2:00", "", "", ""]], {
    origin: {r: 3, c: 0},
  });
  const path = join(folder, "様式.xlsx");
  writeFileSync(path, write(book, {type: "buffer", bookType: "xlsx"}));
  const ledger = await openLedger(home);
  try {
    const outcome = await ingestFile(ledger, path, {home, now: NOW});
    expect(outcome).toMatchObject({kind: "accepted", batch: {acceptedCount: 2}});
  } finally {
    ledger.close();
  }
});

test("the guide speaks of a body's units in its own words, and leaves headings as they are typed", async () => {
  const words = bodyWordsOf(join(SAMPLE_CITY, "../misakino"));
  const book = read(
    await templateWorkbook(contractNamed(contracts, "bureaus"), {
      fiscalYear: 2022,
      bureaus: new Map(),
      words,
    }),
  );
  const needs = utils
    .sheet_to_json<string[]>(book.Sheets.書き方の説明 ?? {}, {header: 1})
    .map(([, need = ""]) => need)
    .join("\n");
  expect(needs).toContain("なくなった課も、今もあるものとします");
  expect(needs).not.toContain("局区");
  expect(headingsOf(book, "局区一覧")).toContain("後継局区コード");
});
