import {writeFileSync} from "node:fs";
import {join} from "node:path";
import {expect, test} from "vitest";
import {ingestFile} from "../../pipelines/intake/load/ingest-file.ts";
import {openLedger} from "../../pipelines/ledger/ledger.ts";
import {upgradeVersion} from "../../pipelines/ledger/version.ts";
import {HEADINGS} from "../models/tiny-city.ts";
import {sampleHome} from "../sample-city.ts";
import {temporaryFolder} from "../temporary-folder.ts";

/** Version of the ledgers that did not note which batches a batch takes the place of. */
const BEFORE_PARTS = 9;

test("a ledger from before parts rests on the same files: in each period the last one", async () => {
  const home = sampleHome(join(temporaryFolder(), "home"));
  const ledger = await openLedger(home);
  const rows = (...people: string[]) =>
    people.flatMap((person) => ["08", "09"].map((month) => `${person},2024-${month},平日時間外,通常,1:00`));
  for (const [index, people] of [["000001"], ["000002"], ["000001", "000002"]].entries()) {
    const path = join(home.root, `${index}.csv`);
    writeFileSync(path, `${[HEADINGS.overtime, ...rows(...people)].join("\n")}\n`);
    await ingestFile(ledger, path, {home, now: new Date("2024-12-08"), answers: index === 1 ? ["追加"] : []});
  }
  await ledger.run("delete from intake.replaces");
  const inForce = "select distinct batch_id from intake.current_periods order by batch_id";
  expect(await ledger.rows(inForce)).toHaveLength(3);
  await ledger.run("delete from intake.schema_version");
  await upgradeVersion(ledger, BEFORE_PARTS);
  expect(await ledger.rows(inForce)).toEqual([{batch_id: 3}]);
  await ledger.run("delete from intake.batches where batch_id = 3");
  expect(await ledger.rows(inForce)).toEqual([{batch_id: 2}]);
  ledger.close();
});
