import {readdirSync} from "node:fs";
import {join} from "node:path";
import {expect, test} from "vitest";
import {writeProposal} from "../../pipelines/intake/learn/write-proposal.ts";
import {ingestFiles} from "../../pipelines/intake/load/ingest.ts";
import {openLedger} from "../../pipelines/ledger/ledger.ts";
import {writeMinasato} from "../../sample/minasato/write-minasato.ts";
import {temporaryFolder} from "../temporary-folder.ts";
import {bareHome, learnt, said} from "./learning.ts";

/* The files of a whole city, and a folder in which nobody has written anything about them. */

/** What only a person of the city knows. */
const ANSWERS = {
  value: [
    "職名:次長=部長級",
    "取組の種類:来庁不要の手続=own:online_procedure",
    "取組の種類:窓口の相談予約=own:counter_booking",
    "質問:今の働き方に満足していますか=働き方に関する満足感",
  ],
};

test("one file of each kind teaches all that is needed to read the others", async () => {
  const home = bareHome();
  const folder = temporaryFolder();
  await writeMinasato({outDir: folder, log: () => {}});
  const names = readdirSync(folder)
    .filter((name) => /\.(csv|xlsx)$/.test(name))
    .toSorted();
  const paths = names.map((name) => join(folder, name));
  // The last of each kind teaches; it and the first are loaded.
  const kindOf = (path: string) => path.replace(/_[^_]*$/, "");
  const byKind = new Map(paths.map((path) => [kindOf(path), path]));
  const first = paths.filter((path, index) => kindOf(path) !== kindOf(paths[index - 1] ?? ""));
  const loaded = [...new Set([...first, ...byKind.values()])];
  const proposal = await learnt(home, [...byKind.values()], ANSWERS);
  expect(proposal.files.map((file) => (file.kind === "learnt" ? file.unreadCells : file.why))).toEqual(
    [...byKind].map(() => []),
  );
  expect(proposal.changes.map(({source}) => source).toSorted()).toEqual(
    "activity bureaus leave mental_health overtime paper parental_leave staff survey".split(" "),
  );
  expect(said(proposal)).not.toMatch(/M0[0-9]{3}/);
  writeProposal(home, proposal, {by: null, reason: "", now: new Date()});
  const ledger = await openLedger(home);
  try {
    const log = {info: () => {}, warn: () => {}, progress: () => {}};
    const outcomes = await ingestFiles(ledger, loaded, {
      home,
      now: new Date("2025-11-10T00:00:00Z"),
      log,
      loaded: [],
    });
    expect(outcomes.filter(({kind}) => kind !== "accepted")).toEqual([]);
    expect(outcomes.length).toBe(loaded.length);
  } finally {
    ledger.close();
  }
});
