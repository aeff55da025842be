import {writeFileSync} from "node:fs";
import {join} from "node:path";
import {expect, test} from "vitest";
import {ingestFile} from "../../pipelines/intake/load/ingest-file.ts";
import {openLedger} from "../../pipelines/ledger/ledger.ts";
import {BUREAUS, HEADINGS, rosterLine} from "../models/tiny-city.ts";
import {sampleHome} from "../sample-city.ts";
import {temporaryFolder} from "../temporary-folder.ts";

test("where the name of a bureau stands for its code, the code is told; a file's name has kana of one sign", async () => {
  const home = sampleHome(temporaryFolder());
  const ledger = await openLedger(home);
  const load = (name: string, lines: string[]) => {
    const path = join(home.scratch, name);
    writeFileSync(path, lines.join("\n"));
    return ingestFile(ledger, path, {home, now: new Date("2024-10-08")});
  };
  try {
    await load("局区.csv", [BUREAUS]);
    const roster = rosterLine({day: "2024-04-01", person: "000001", bureau: "財政局"});
    const outcome = await load("名簿ガイド.csv".normalize("NFD"), [HEADINGS.staff, roster]);
    expect(outcome).toMatchObject({
      kind: "held",
      fileName: "名簿ガイド.csv",
      problems: [{reason: "「財政局」は局区の名前です。この列には局区コード（1020）を入れてください"}],
    });
  } finally {
    ledger.close();
  }
});
