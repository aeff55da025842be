import {writeFileSync} from "node:fs";
import {join} from "node:path";
import {z} from "zod";
import {openReadOnly, type Row} from "../../pipelines/engine/open.ts";
import type {Home} from "../../pipelines/installation/home.ts";
import {ingestFile} from "../../pipelines/intake/load/ingest-file.ts";
import {openLedger} from "../../pipelines/ledger/ledger.ts";
import type {Contract} from "../../schemas/contract.ts";
import {shippedContracts as contracts} from "../../schemas/sources.ts";
import {BUREAUS, HEADINGS, rosterLine} from "../models/tiny-city.ts";
import {sampleHome} from "../sample-city.ts";
import {temporaryFolder} from "../temporary-folder.ts";

type Shape = Record<string, z.ZodType>;

/** The program's contracts with other fields in one of them. */
export function contractsWith(source: string, change: (shape: Shape) => Shape): Contract[] {
  return contracts.map((contract) =>
    contract.source === source
      ? {...contract, row: z.strictObject(change({...(contract.row.shape as Shape)}))}
      : contract,
  );
}

export function contractsWithout(source: string): Contract[] {
  return contracts.filter((contract) => contract.source !== source);
}

const OVERTIME = [
  HEADINGS.overtime,
  "000001,2024-05,平日時間外,通常,45:00",
  "000002,2024-05,休日勤務,災害対応,10:30",
].join("\n");
const STAFF = [
  HEADINGS.staff,
  rosterLine({day: "2024-04-01", person: "000001", left: "2024-09-17"}),
  rosterLine({day: "2024-04-01", person: "000002"}),
].join("\n");

/** A home whose ledger was written under these contracts: three bureaus, two people, their overtime of a month. */
export async function ledgerUnder(before: Contract[]): Promise<Home> {
  const home = sampleHome(join(temporaryFolder(), "home"));
  await load(home, before, {"局区.csv": BUREAUS, "名簿.csv": STAFF, "時間外.csv": OVERTIME});
  return home;
}

/** Loads files (name → text) under these contracts; every one must be accepted whole. */
export async function load(
  home: Home,
  contracts: Contract[],
  files: Record<string, string>,
  now = "2024-10-08T00:00:00Z",
): Promise<void> {
  const ledger = await openLedger(home, {contracts});
  try {
    for (const [name, text] of Object.entries(files)) {
      const path = join(home.scratch, name);
      writeFileSync(path, `${text}\n`);
      const outcome = await ingestFile(ledger, path, {home, now: new Date(now), contracts});
      if (outcome.kind !== "accepted") throw new Error(`${name}: ${JSON.stringify(outcome)}`);
    }
  } finally {
    ledger.close();
  }
}

/** Rows of a ledger's file, or of a copy of it. */
export async function rowsOf(path: string, sql: string): Promise<Row[]> {
  const ledger = await openReadOnly(path);
  try {
    return await ledger.rows(sql);
  } finally {
    ledger.close();
  }
}
