import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import {join} from "node:path";
import {recordAccess} from "../../pipelines/access/record.ts";
import {openReadOnly} from "../../pipelines/engine/open.ts";
import {messageOf} from "../../pipelines/installation/faults.ts";
import {type Home, openHome} from "../../pipelines/installation/home.ts";
import {makeSealKey} from "../../pipelines/installation/seal-key.ts";
import {settingsFile} from "../../pipelines/installation/settings.ts";
import {backUp} from "../../pipelines/keep/backup.ts";
import {releaseFile, releaseFolder} from "../../pipelines/releases/files.ts";
import {currentRelease} from "../../pipelines/releases/history.ts";
import {overtime, publishedCity, runRelease, send, smallCity} from "../figures/small-city.ts";
import {HEADINGS} from "../models/tiny-city.ts";
import {cityHome} from "../sample-city.ts";
import {simulateBodies} from "../unite/simulated-bodies.ts";
import {FORGOTTEN} from "./act.ts";
import {actIn, NOW} from "./act-in.ts";
import {sha256} from "./expect-whole.ts";
import type {Action} from "./steps.ts";

/** A small piece of work, and what the city has done before it. */
export interface Scene {
  name: string;
  action: Action;
  city:
    | "new"
    | "sent"
    | "troubled"
    | "planned"
    | "twice published"
    | "association"
    | "backed up"
    | "open archive"
    | "read";
}

export const SCENES: readonly Scene[] = [
  {name: "ingest", action: "ingest", city: "sent"},
  {name: "refuse", action: "ingest", city: "troubled"},
  {name: "plan", action: "plan", city: "sent"},
  {name: "approve", action: "approve", city: "planned"},
  {name: "rollback", action: "rollback", city: "twice published"},
  {name: "backup", action: "backup", city: "sent"},
  {name: "print", action: "print", city: "sent"},
  {name: "run", action: "run", city: "sent"},
  {name: "first-run", action: "run", city: "new"},
  {name: "unite", action: "unite", city: "association"},
  {name: "restore", action: "restore", city: "backed up"},
  {name: "seal", action: "seal", city: "open archive"},
  {name: "forget", action: "forget", city: "read"},
];

/** Lays the city of a scene into an empty folder; gives the folder back. */
export async function layScene({city}: Scene, root: string): Promise<string> {
  if (city === "new") {
    smallCity(root);
    return root;
  }
  if (city === "association") return layAssociation(root);
  const home = await publishedCity(root);
  if (city === "backed up") await backUpHere(home);
  if (city === "read") recordReadings(home);
  send(home, {"時間外_5月訂正.csv": [HEADINGS.overtime, ...overtime("2024-05", "40:00")].join("\n")});
  if (city === "troubled") {
    send(home, {"何か.csv": "どの種類でもない"});
    symlinkSync("/etc/hostname", join(home.inbox, "リンク.csv"));
  }
  if (city === "planned") actIn(root, "plan");
  if (city === "twice published" || city === "backed up") await runRelease(home, NOW);
  if (city === "open archive") nameSealKey(home);
  return root;
}

/** Where every copy of the city finds it. */
async function backUpHere(home: Home): Promise<void> {
  const to = join(home.root, "../medium");
  mkdirSync(to);
  await backUp({home, to, withKey: false, now: new Date("2025-06-02T12:00:00Z"), log: SILENT});
}

function recordReadings(home: Home): void {
  for (const staffNumber of [FORGOTTEN, "000002", FORGOTTEN])
    recordAccess(home, {event: "read", command: "person", options: {}, staffNumber}, new Date(NOW));
}

/** From now on the archive is sealed; what lies in it already is open. */
function nameSealKey(home: Home): void {
  const key = join(home.root, "../seal-key");
  makeSealKey(key, home);
  writeFileSync(settingsFile(home), `encryption:\n  key_file: ${key}\n`);
}

const SILENT = {info: () => {}, warn: () => {}, progress: () => {}};

/** Of three bodies, united and published once; what they tell now lies beside it. */
async function layAssociation(root: string): Promise<string> {
  const body = await publishedCity(join(root, "../body"));
  const like = releaseFolder(body, currentRelease(body)?.releaseId ?? "");
  const home = cityHome(root, "union");
  writeFileSync(join(home.city, "release-policy.yaml"), "four_eyes: recorded\n");
  for (const times of [1, 2]) {
    await simulateBodies({like, into: join(root, "../bodies"), count: 3, times});
    if (times === 1) actIn(root, "unite");
    if (times === 1) await runRelease(home, "2025-06-02T00:00:00Z");
  }
  return root;
}

/** What a city says in the end. */
export interface Said {
  figures: string;
  files: string;
  /** Contents of what was put aside, the reasons, too. */
  refused: string;
  outcome: string;
}

/** What a city says after a whole run that nothing disturbs, approved where a person is asked. */
export async function saidInTheEnd(root: string): Promise<Said> {
  const outcome = await runRelease(openHome(root), NOW).catch((error: unknown) => messageOf(error));
  return {...(await saidBy(root)), outcome: outcome === "published" ? "unchanged" : outcome};
}

async function saidBy(root: string): Promise<Omit<Said, "outcome">> {
  const home = openHome(root);
  const current = currentRelease(home);
  return {
    figures: current ? await rowsOf(releaseFile(home, current.releaseId), FIGURES) : "none published",
    files: existsSync(home.ledger) ? await rowsOf(home.ledger, FILES) : "none loaded",
    refused: [...contentsAside(home)].sort().join(" "),
  };
}

/** What was put aside, by content (SHA-256) or as the link that it is; twice the same counts once. */
export function contentsAside({refused}: Home): Set<string> {
  return new Set(
    readdirSync(refused, {withFileTypes: true}).map((entry) => {
      const path = join(refused, entry.name);
      return entry.isSymbolicLink() ? readlinkSync(path) : sha256(readFileSync(path));
    }),
  );
}

const FIGURES = "select * from marts.fct_kpi_values order by all";
const FILES = "select file_name, sha256, accepted_count from intake.batches order by all";

async function rowsOf(file: string, select: string): Promise<string> {
  const opened = await openReadOnly(file);
  try {
    return JSON.stringify(await opened.rows(select), (_, value) =>
      typeof value === "bigint" ? String(value) : value,
    );
  } finally {
    opened.close();
  }
}
