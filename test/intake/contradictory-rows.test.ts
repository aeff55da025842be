import {writeFileSync} from "node:fs";
import {join} from "node:path";
import {expect, test} from "vitest";
import {describeFiles} from "../../pipelines/intake/clerk/describe-files.ts";
import {ingestFile} from "../../pipelines/intake/load/ingest-file.ts";
import {rowsFromArchive} from "../../pipelines/intake/load/rows-from-archive.ts";
import {openLedger} from "../../pipelines/ledger/ledger.ts";
import type {Contract} from "../../schemas/contract.ts";
import {activity} from "../../schemas/sources/activity.ts";
import {sampleHome} from "../sample-city.ts";
import {temporaryFolder} from "../temporary-folder.ts";

const HELD_OUTSIDE = `期間,項目,件名,実施日,数量
令和6年度第1四半期,36協定等研修,研修A,令和6年9月1日,1
令和6年度第1四半期,36協定等研修,研修B,令和6年5月1日,1
`;

/** Loads the file by today's contract, or as it was before rows had rules; then its rows anew from the archive. */
async function loadTwice(contract: Contract) {
  const home = sampleHome(temporaryFolder());
  const ledger = await openLedger(home);
  try {
    const path = join(temporaryFolder(), "活動.csv");
    writeFileSync(path, HELD_OUTSIDE);
    const outcome = await ingestFile(ledger, path, {
      home,
      now: new Date("2024-10-08"),
      contracts: [contract],
    });
    const [batch] = await ledger.rows("select sha256, accepted_count from intake.batches");
    await ledger.run("delete from raw.activity");
    const again = await ledger.transaction(() =>
      rowsFromArchive(ledger, home, {
        batch: {
          batchId: 1,
          source: "activity",
          fileName: "活動.csv",
          sha256: String(batch?.sha256),
          readAs: [],
        },
        contracts: [activity],
      }),
    );
    return {
      kind: outcome.kind,
      said: describeFiles([outcome]).join("\n"),
      first: batch?.accepted_count,
      again: again.kind === "loaded" ? again.count : again.why,
    };
  } finally {
    ledger.close();
  }
}

test("a row whose day lies outside its period is held with what contradicts what", async () => {
  const {kind, said, first, again} = await loadTwice(activity);
  expect([kind, first, again]).toEqual(["held", 1, 1]);
  expect(said).toContain("1行は、同じ行の日付が互いに食い違っています");
  expect(said).toContain("2行目「実施日」: 「令和6年9月1日」は「期間」（令和6年度第1四半期）の外です");
});

test("what was accepted before rows had rules comes back from the archive as it was", async () => {
  const {kind, first, again} = await loadTwice({...activity, rules: []});
  expect([kind, first, again]).toEqual(["accepted", 2, 2]);
});
