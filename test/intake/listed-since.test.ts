import {writeFileSync} from "node:fs";
import {join} from "node:path";
import {expect, test} from "vitest";
import {intakeStatus} from "../../pipelines/intake/clerk/intake-status.ts";
import {BUREAUS, HEADINGS, rosterLine} from "../models/tiny-city.ts";
import {GOOD, homeWithGoodFile, loadInbox} from "./inbox-home.ts";

test("a roster that was held for bureaus of no list is read again when the list has come, and is nobody's to mend", async () => {
  const home = homeWithGoodFile();
  await loadInbox(home);
  const roster = `${HEADINGS.staff}\n${rosterLine({day: "2024-04-01", person: "000001", bureau: "7770"})}\n`;
  const send = (name: string, text: string) => writeFileSync(join(home.inbox, name), text);
  send("職員名簿.csv", roster);
  expect((await loadInbox(home)).outcomes.map(({kind}) => kind)).toEqual(["held"]);
  expect((await intakeStatus(home)).held.map(({is_listed_since}) => is_listed_since)).toEqual([false]);
  // Nothing came since: the same file says nothing new.
  send("職員名簿.csv", roster);
  expect((await loadInbox(home)).outcomes.map(({kind}) => kind)).toEqual(["known"]);

  send(GOOD, `${BUREAUS}\n7770,新しい局,市長事務部局,1972-04-01,,,,4\n`);
  await loadInbox(home);
  expect((await intakeStatus(home)).held.map(({is_listed_since}) => is_listed_since)).toEqual([true]);
  send("職員名簿.csv", roster);
  expect((await loadInbox(home)).outcomes.map(({kind}) => kind)).toEqual(["accepted"]);
  expect((await intakeStatus(home)).held).toEqual([]);
});
