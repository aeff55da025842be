import {join} from "node:path";
import {keepersFolderMode} from "./group-home.ts";
import {makeFolders, mustHoldFolder} from "./make-folders.ts";
import {staffKeyPlace} from "./staff-key-place.ts";

/** Where one installation keeps what it knows (data/local unless KAIKAKU_HOME says otherwise). */
export interface Home {
  /** The folder that holds all of it. */
  root: string;
  /** Files to be loaded. */
  inbox: string;
  /** Every loaded file, named by its content. */
  archive: string;
  /** Files that could not be read at all, kept aside. */
  refused: string;
  ledger: string;
  /** What the city has decided: written by its own people, never by the program. */
  city: string;
  releases: string;
  /** A release that is built and checked and waits to be published. */
  candidates: string;
  output: string;
  scratch: string;
  /** Relations that were built last, to go on from; whoever empties it costs time. */
  built: string;
  /** Files that somebody who works here has locked. Never copied, moved or removed. */
  locks: string;
  secret: string;
  /** What was typed in the interactive shell, the newest first. */
  sqlHistory: string;
  /** How the last run that had nothing more to do left everything. */
  nothingNew: string;
  /** Keys of the city's folder that the program knew that last worked here. */
  knownKeys: string;
  /** Who read what: one JSON line each, chained with a key. */
  accessLog: string;
  /** Key of that log and keys of the people in it, unless the settings name another folder. */
  accessKeys: string;
  /** Who asked what before there was a key. */
  queryLog: string;
  /** That a person said the machine's clock is right. */
  clockNote: string;
  /** Stacks of faults that a file met and only the program's makers can mend. */
  faultLog: string;
  /** Where workbooks for mending were written: one JSON line each. */
  mendingNotes: string;
  /** What the program wrote into the city's folder, for whom, and what stood there before: one JSON line each. */
  cityChanges: string;
  /** Accounts of the window, and files that are on their way in through it. */
  window: string;
}

/** What may lie on another disk, with a link in its place. */
export const MOVABLE_FOLDERS = [
  "access-keys",
  "archive",
  "built",
  "candidates",
  "city",
  "inbox",
  "locks",
  "output",
  "refused",
  "releases",
  "scratch",
  "service",
];

/** UserError where one of its folders is none, or a link that leads to nothing. */
export function openHome(root: string): Home {
  const home: Home = {
    root,
    inbox: join(root, "inbox"),
    archive: join(root, "archive"),
    refused: join(root, "refused"),
    ledger: join(root, "ledger.duckdb"),
    city: join(root, "city"),
    releases: join(root, "releases"),
    candidates: join(root, "candidates"),
    output: join(root, "output"),
    scratch: join(root, "scratch"),
    built: join(root, "built"),
    locks: join(root, "locks"),
    secret: staffKeyPlace(root),
    sqlHistory: join(root, "sql-history"),
    nothingNew: join(root, "settled.json"),
    knownKeys: join(root, "known-keys.json"),
    accessLog: join(root, "access-log.jsonl"),
    accessKeys: join(root, "access-keys"),
    queryLog: join(root, "queries.jsonl"),
    clockNote: join(root, "clock.json"),
    faultLog: join(root, "faults.log"),
    mendingNotes: join(root, "mending.jsonl"),
    cityChanges: join(root, "city-changes.jsonl"),
    window: join(root, "window"),
  };
  for (const name of MOVABLE_FOLDERS) mustHoldFolder(join(root, name));
  for (const folder of [home.root, home.inbox, home.releases, home.candidates, home.output])
    makeFolders(folder, 0o770);
  for (const folder of [home.archive, home.refused, home.scratch, home.built])
    makeFolders(folder, keepersFolderMode(folder));
  return home;
}
