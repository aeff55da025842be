import {readdirSync, readFileSync, rmSync, statSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {expect, test} from "vitest";
import {orTellLoaded} from "../../pipelines/intake/clerk/or-tell-loaded.ts";
import {ingestInbox} from "../../pipelines/intake/load/ingest.ts";
import type {FileOutcome} from "../../pipelines/intake/load/outcome.ts";
import {openLedger} from "../../pipelines/ledger/ledger.ts";
import {shippedContracts as contracts} from "../../schemas/sources.ts";
import {BUREAUS, HEADINGS} from "../models/tiny-city.ts";
import {GOOD, homeWithGoodFile, loadInbox, quiet} from "./inbox-home.ts";

/** Contracts of which one has a bug that only its own files meet. */
const WITH_A_BUG = contracts.map((contract) => {
  if (contract.source !== "overtime") return contract;
  return new Proxy(contract, {
    get: (target, name) => {
      if (name === "grain") throw new TypeError("a bug of the program");
      return Reflect.get(target, name);
    },
  });
});

test("a fault that nobody foresaw is the file's: its stack is kept, the clerk is told, the rest goes on", async () => {
  const home = homeWithGoodFile();
  writeFileSync(
    join(home.inbox, "時間外.csv"),
    `${HEADINGS.overtime}\n000001,2022-04,平日時間外,通常,1:00\n`,
  );
  const {outcomes} = await loadInbox(home, {contracts: WITH_A_BUG});
  expect(outcomes).toMatchObject([
    {kind: "accepted", fileName: GOOD},
    {kind: "refused", fileName: "時間外.csv", why: expect.stringMatching(/思わぬ誤り.*faults\.log.*担当者/)},
  ]);
  expect(JSON.parse(readFileSync(home.faultLog, "utf8"))).toMatchObject({
    about: "時間外.csv",
    message: "a bug of the program",
    stack: expect.arrayContaining([expect.stringContaining("ingest-file.ts")]),
  });
  expect(statSync(home.faultLog).mode & 0o077).toBe(0);
  expect(readdirSync(home.inbox)).toEqual([]);
});

test("a file with which the engine breaks down is put aside, no other is blamed, and the next run loads the rest", async () => {
  const home = homeWithGoodFile();
  for (const number of [1, 2])
    writeFileSync(
      join(home.inbox, `追加${number}.csv`),
      `${BUREAUS}\n30${number}0,新局,市長事務部局,1972-04-01,,,,9\n`,
    );
  const told: string[] = [];
  const loading = {...quiet(home), loaded: [] as FileOutcome[]};
  const ledger = await openLedger(home);
  const breakDown = (): void => {
    // The engine then takes the commit of the next file for a fault after which nothing can be trusted.
    void ledger.run("set checkpoint_threshold = '1B'; set debug_checkpoint_abort = 'before_header'");
  };
  const log = {...loading.log, info: (line: string) => told.push(line), progress: breakDown};
  const loads = ingestInbox(ledger, {...loading, log});
  await expect(orTellLoaded(log, loading.loaded, () => loads)).rejects.toThrow(
    "残りのファイルは取り込んでいません",
  );
  ledger.close();
  expect(told).toEqual([
    "取込み  局区一覧 1ファイル、3行",
    expect.stringContaining("受付不可  追加1.csv: 読む途中で、プログラムに思わぬ誤り"),
    expect.stringContaining("npx kaikaku reply"),
  ]);
  expect(readdirSync(home.inbox)).toEqual(["追加2.csv"]);
  expect((await loadInbox(home)).outcomes).toMatchObject([{kind: "accepted", fileName: "追加2.csv"}]);
  expect(readFileSync(home.faultLog, "utf8")).toContain("追加1.csv");
});

test("a fault that strikes all files ends the loading, and what was loaded before is told", async () => {
  const home = homeWithGoodFile();
  writeFileSync(
    join(home.inbox, "時間外.csv"),
    `${HEADINGS.overtime}\n000001,2022-04,平日時間外,通常,1:00\n`,
  );
  const told: string[] = [];
  const loading = {...quiet(home), loaded: [] as FileOutcome[]};
  const log = {...loading.log, info: (line: string) => told.push(line)};
  const breakArchive = () => rmSync(home.archive, {recursive: true});
  const ledger = await openLedger(home);
  const loads = ingestInbox(ledger, {...loading, log: {...log, progress: breakArchive}});
  await expect(orTellLoaded(log, loading.loaded, () => loads)).rejects.toThrow("ENOENT");
  ledger.close();
  expect(told).toEqual(["取込み  局区一覧 1ファイル、3行"]);
  expect(readdirSync(home.inbox)).toEqual(["時間外.csv"]);
});
