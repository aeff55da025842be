import {randomBytes} from "node:crypto";
import {existsSync, mkdirSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {UserError} from "../../schemas/errors.ts";
import {writeWhole} from "./write-whole.ts";

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
  releases: string;
  /** A release that is built and checked and waits to be published. */
  candidates: string;
  output: string;
  scratch: string;
  /** Files that somebody who works here has locked. Never copied, moved or removed. */
  locks: string;
  secret: string;
  /** What was typed in the interactive shell, the newest first. */
  sqlHistory: string;
  /** How the last run that had nothing more to do left everything. */
  settled: string;
  /** Who asked what: one JSON line each, chained by hashes. */
  queryLog: string;
}

export function openHome(root: string): Home {
  const home: Home = {
    root,
    inbox: join(root, "inbox"),
    archive: join(root, "archive"),
    refused: join(root, "refused"),
    ledger: join(root, "ledger.duckdb"),
    releases: join(root, "releases"),
    candidates: join(root, "candidates"),
    output: join(root, "output"),
    scratch: join(root, "scratch"),
    locks: join(root, "locks"),
    secret: join(root, "secret"),
    sqlHistory: join(root, "sql-history"),
    settled: join(root, "settled.json"),
    queryLog: join(root, "queries.jsonl"),
  };
  for (const folder of folders(home)) mkdirSync(folder, {recursive: true});
  return home;
}

function folders({inbox, archive, refused, releases, candidates, output, scratch}: Home): string[] {
  return [inbox, archive, refused, releases, candidates, output, scratch];
}

const KEY = /^[0-9a-f]{64}$/;

/** Whether a file's text is a key for staff keys. */
export function isKey(text: string): boolean {
  return KEY.test(text.trim());
}

/** The key for staff keys: 32 bytes, made once, readable by its owner only, never in the warehouse. UserError when it is damaged. */
export function staffKeySecret({secret}: Home): Buffer {
  if (!existsSync(secret)) writeWhole(secret, randomBytes(32).toString("hex"), 0o600);
  const text = readFileSync(secret, "utf8").trim();
  if (isKey(text)) return Buffer.from(text, "hex");
  throw new UserError(`職員番号の鍵（${secret}）の中身が壊れています。鍵の写しで置き換えてください。`);
}
