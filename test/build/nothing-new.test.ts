import {appendFileSync, cpSync, rmSync, utimesSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {beforeEach, describe, expect, test} from "vitest";
import {noteNothingNew, nothingNewSince} from "../../pipelines/build/nothing-new.ts";
import type {Home} from "../../pipelines/installation/home.ts";
import {currentFile} from "../../pipelines/releases/files.ts";
import {sampleHome} from "../sample-city.ts";
import {temporaryFolder} from "../temporary-folder.ts";

describe("a run that left nothing to do", () => {
  const release = {releaseId: "2024-10-08-abcdef", inputHash: "abcdef"};
  let home: Home;
  let printed: string;
  const now = new Date("2024-10-30T00:00:00Z");

  beforeEach(() => {
    home = sampleHome(temporaryFolder());
    printed = join(home.output, "scorecard.pdf");
    for (const file of [home.ledger, currentFile(home), printed]) writeFileSync(file, "content");
    noteNothingNew(home, {release, printed, now});
  });

  test("is known as long as everything lies as it was", () => {
    expect(nothingNewSince(home, now)).toMatchObject({release, printed});
  });

  test.each<[string, (home: Home, printed: string) => void]>([
    ["a file in the inbox", ({inbox}) => writeFileSync(join(inbox, "new.csv"), "")],
    ["a ledger that has grown", ({ledger}) => appendFileSync(ledger, "row")],
    ["a ledger of the same size, changed later", ({ledger}) => utimesSync(ledger, 1, 1)],
    ["changes that are still in the ledger's log", ({ledger}) => writeFileSync(`${ledger}.wal`, "row")],
    ["another current release", (home) => writeFileSync(currentFile(home), "another one")],
    ["a print that is gone", (_, printed) => rmSync(printed)],
    ["a note that is torn", ({nothingNew}) => writeFileSync(nothingNew, '{"release":')],
    ["no note", ({nothingNew}) => rmSync(nothingNew)],
  ])("is over with %s", (_, change) => {
    change(home, printed);
    expect(nothingNewSince(home, now)).toBeUndefined();
  });

  test("is over in a copy of the installation, whose print is another one's", () => {
    const copy = sampleHome(temporaryFolder());
    cpSync(home.root, copy.root, {recursive: true, preserveTimestamps: true});
    noteNothingNew(copy, {release, printed, now});
    expect(nothingNewSince(copy, now)).toBeUndefined();
  });

  test("is over in the next month in Japan: originals may have to leave", () => {
    expect(nothingNewSince(home, new Date("2024-10-31T14:59:00Z"))).toMatchObject({release});
    expect(nothingNewSince(home, new Date("2024-10-31T15:00:00Z"))).toBeUndefined();
  });
});
