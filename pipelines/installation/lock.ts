import {accessSync, constants, existsSync, lstatSync, mkdirSync, statSync, writeFileSync} from "node:fs";
import {dirname} from "node:path";
import {DatabaseSync} from "node:sqlite";
import {setTimeout as pause} from "node:timers/promises";
import {UserError} from "../../schemas/errors.ts";

/** What one caller has to itself until it lets go or its process ends. */
export interface Lock {
  release(): void;
  /** Whether its file is still the one that others ask; not when somebody removed it, or moved the folder. */
  isInPlace(): boolean;
}

/** Two that come at the same instant see each other for a moment; one of them then gets it. */
const SAME_INSTANT_MS = 200;

/** Locks in force: one that nothing refers to any more would be closed by the garbage collector. */
const inForce = new Set<DatabaseSync>();

/**
 * Takes the lock that a file stands for, waiting so long for it; undefined while somebody else has it, in this process
 * or another, of any account. UserError when that cannot be told: then nobody gets it.
 *
 * It is the operating system's lock on the open file, which plain Node cannot take and SQLite can, on every system. It needs
 * no content and ends with its process, however that ends, so the file is never removed and never replaced: two files
 * under one name are how two come to be inside. Nothing else may open the file: a process that closes it once lets go of
 * its lock (POSIX).
 */
export function takeLock(file: string, patienceMs = SAME_INSTANT_MS): Lock | undefined {
  // Without the last statement somebody who may only read would be let in to read. Nothing is ever written.
  return take(file, patienceMs, "begin exclusive; pragma user_version = 1");
}

/** As takeLock, for one of many who keep out whoever wants it alone, and are kept out by that one, also while it waits for them. */
export function takeSharedLock(file: string, patienceMs = SAME_INSTANT_MS): Lock | undefined {
  return take(file, patienceMs, "begin; select count(*) from sqlite_master");
}

function take(file: string, patienceMs: number, statements: string): Lock | undefined {
  let database: DatabaseSync | undefined;
  try {
    lay(file);
    database = new DatabaseSync(file, {timeout: patienceMs});
    database.exec(`pragma journal_mode = memory; ${statements}`);
    return held(database, file);
  } catch (cause) {
    database?.close();
    if (isHeld(cause)) return undefined;
    throw cannotTell(file, cause);
  }
}

const BETWEEN_MS = 20;

/** Asks for a lock again and again for so long; whoever holds it in this process can go on meanwhile. */
export async function waitForLock(
  take: () => Lock | undefined,
  patienceMs: number,
): Promise<Lock | undefined> {
  const end = performance.now() + patienceMs;
  for (;;) {
    const lock = take();
    if (lock || performance.now() > end) return lock;
    await pause(BETWEEN_MS);
  }
}

/** An empty file, if there is none; one that is there must not be opened for this. A link would be followed, and lay it elsewhere. */
function lay(file: string): void {
  mkdirSync(dirname(file), {recursive: true});
  try {
    writeFileSync(file, "", {flag: "wx"});
  } catch (error) {
    if (codeOf(error) !== "EEXIST" || !isPlain(file)) throw error;
  }
}

/** Also of what cannot be looked at: why is told by whoever opens it. */
function isPlain(file: string): boolean {
  try {
    return lstatSync(file).isFile();
  } catch {
    return true;
  }
}

function held(database: DatabaseSync, file: string): Lock {
  inForce.add(database);
  const taken = numberOf(file);
  return {
    isInPlace: () => taken !== undefined && numberOf(file) === taken,
    release: () => {
      if (inForce.delete(database)) database.close();
    },
  };
}

/** What a file is known by, whatever its name: file systems number their files each for itself. Undefined where there is none. */
function numberOf(file: string): string | undefined {
  const found = statSync(file, {throwIfNoEntry: false, bigint: true});
  return found && `${found.dev}:${found.ino}`;
}

const BUSY = 5;
const NOT_A_DATABASE = 26;

function isHeld(cause: unknown): boolean {
  return resultOf(cause) === BUSY;
}

/** SQLite's result; the bits above the first eight are details of it. */
function resultOf(cause: unknown): number | undefined {
  if (!(cause instanceof Error && "errcode" in cause)) return undefined;
  return Number(cause.errcode) & 0xff;
}

function cannotTell(file: string, cause: unknown): UserError {
  return new UserError(
    `ほかの処理が動いていないことを確かめられないので、何も変えずにやめました。使用中の印のファイル「${file}」${troubleWith(file, cause)}`,
    {cause},
  );
}

function troubleWith(file: string, cause: unknown): string {
  if (!isPlain(file))
    return "が、ふつうのファイルではありません（リンクかフォルダーなどです）。ほかの画面・利用者・コンピューターで処理が動いていないことを確かめてから、消してください。";
  if (resultOf(cause) === NOT_A_DATABASE)
    return "の中身が壊れています。ほかの画面・利用者・コンピューターで処理が動いていないことを確かめてから、このファイルを消してください。";
  const code = codeOf(cause) ?? reasonOf(file);
  if (code === "EACCES" || code === "EPERM" || code === "EROFS")
    return "を読み書きする権限がありません。いつもこの設備を使っている利用者で実行するか、このファイルに読み書きの権限を付けてください。";
  if (code === "ENOSPC" || code === "EDQUOT")
    return "を作る空きがディスクにありません。空きを作ってから、もう一度実行してください。";
  const inTheWay = ["-wal", "-journal"].map((ending) => file + ending).find((beside) => existsSync(beside));
  if (inTheWay !== undefined)
    return `を、隣の「${inTheWay}」のために使えません。ほかの画面・利用者・コンピューターで処理が動いていないことを確かめてから、それを消してください。`;
  return `を使えません（${code ?? String(cause)}）。ファイルとその置き場所を確かめてください。`;
}

/** What keeps this account from the file, where SQLite only says that it cannot open it. */
function reasonOf(file: string): string | undefined {
  try {
    accessSync(file, constants.R_OK | constants.W_OK);
    return undefined;
  } catch (error) {
    return codeOf(error);
  }
}

function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error && "code" in error)) return undefined;
  return error.code === "ERR_SQLITE_ERROR" ? undefined : String(error.code);
}
