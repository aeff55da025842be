import {mkdirSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {expect, test} from "vitest";
import {ingestFile} from "../../pipelines/intake/load/ingest-file.ts";
import {openLedger} from "../../pipelines/ledger/ledger.ts";
import {recordedFiles} from "../../pipelines/ledger/recorded-files.ts";
import {HEADINGS} from "../models/tiny-city.ts";
import {sampleHome} from "../sample-city.ts";
import {temporaryFolder} from "../temporary-folder.ts";

const NOW = new Date("2024-12-08T00:00:00Z");

test("what is known of the files that came one after the other is what the ledger says when it is asked anew", async () => {
  const home = sampleHome(join(temporaryFolder(), "home"));
  const ledger = await openLedger(home);
  const mustBeAsAsked = async () => {
    const {periodsOf: _, ...known} = await recordedFiles(ledger);
    ledger.memories.clear();
    const {periodsOf: __, ...asked} = await recordedFiles(ledger);
    expect(known).toEqual(asked);
  };
  const send = async (name: string, ...rows: string[]) => {
    const folder = join(home.root, `sent-${name}`);
    mkdirSync(folder);
    writeFileSync(join(folder, `${name}.csv`), `${[HEADINGS.overtime, ...rows].join("\n")}\n`);
    const {kind} = await ingestFile(ledger, join(folder, `${name}.csv`), {home, now: NOW});
    return kind;
  };
  try {
    expect(await send("後の月", "000001,2024-10,平日時間外,通常,9:00")).toBe("accepted");
    expect(
      await send(
        "前の月と後の月",
        "000001,2024-08,平日時間外,通常,9:00",
        "000002,2024-09,平日時間外,通常,8:00",
      ),
    ).toBe("accepted");
    await mustBeAsAsked();
    expect(await send("読めない", "000003,2024-11,平日時間外,通常,まだ")).toBe("held");
    await mustBeAsAsked();
    expect(
      await send("代わり", "000001,2024-10,平日時間外,通常,9:00", "000004,2024-10,平日時間外,通常,1:00"),
    ).toBe("accepted");
    await mustBeAsAsked();
    expect((await recordedFiles(ledger)).inForce.map(({batchId, period}) => [batchId, period])).toEqual([
      [2, "2024-08-01"],
      [2, "2024-09-01"],
      [4, "2024-10-01"],
    ]);
  } finally {
    ledger.close();
  }
});
