import {expect, test} from "vitest";
import {transform} from "../../pipelines/build/transform.ts";
import {openLedger} from "../../pipelines/ledger/ledger.ts";
import {sampleHome} from "../sample-city.ts";
import {temporaryFolder} from "../temporary-folder.ts";

test("a build that fails lets go of the ledger", async () => {
  const home = sampleHome(temporaryFolder());
  (await openLedger(home)).close();
  const log = {
    info: () => {},
    warn: () => {},
    progress: () => {
      throw new Error("amid the models");
    },
  };
  const release = {releaseId: "", createdOn: "2000-01-01"};
  await expect(transform(home, release, log)).rejects.toThrow("amid the models");
  (await openLedger(home)).close();
});
