import {existsSync, lstatSync} from "node:fs";
import {z} from "zod";
import {UserError} from "../../schemas/errors.ts";
import {japaneseDate} from "../../schemas/fiscal-time.ts";
import {folded} from "../../schemas/folded.ts";
import {nearest} from "../../schemas/nearest.ts";
import {plainName} from "../../schemas/plain-name.ts";
import {day} from "../../schemas/read-value.ts";
import {
  type ReleaseHeader,
  type ReleaseManifest,
  releaseHeader,
  releaseManifest,
} from "../../schemas/release-manifest.ts";
import type {Home} from "../installation/home.ts";
import {readOwnFile} from "../installation/plain-file.ts";
import {readJsonFile} from "../installation/read-json-file.ts";
import {currentFile, manifestFile} from "./files.ts";
import {NoReleaseYet} from "./no-release-yet.ts";

/** current.json */
export const releaseNote = z.object({
  releaseId: plainName,
  /** Name of everything the release was made from: accepted files, models, catalog. */
  inputHash: z.string(),
});

/** An immutable published warehouse, named by its day and content. */
export type Release = z.infer<typeof releaseNote>;

const FROM_BACKUP = "控えから戻してください（npx kaikaku restore）。";

/** The release that readers get, if there is one. UserError when the note is damaged. */
export function currentRelease(home: Home): Release | undefined {
  const file = currentFile(home);
  if (!existsSync(file)) return undefined;
  return readJsonFile(file, releaseNote, FROM_BACKUP);
}

/**
 * Every release that was ever current, oldest first: each manifest names the one before it. A release file that a dying
 * process left behind before it became current is in no chain.
 */
export function publishedReleases(home: Home): ReleaseHeader[] {
  const chain: ReleaseHeader[] = [];
  let releaseId = currentRelease(home)?.releaseId ?? null;
  const known = new Set<string>();
  while (releaseId !== null && hasManifest(home, releaseId)) {
    if (known.has(releaseId))
      throw new UserError(`公開版 ${releaseId} の前の公開版をたどると、同じものに戻ります。${FROM_BACKUP}`);
    known.add(releaseId);
    const header = headerIn(manifestFile(home, releaseId));
    // What is removed by rule is removed by this name.
    if (header.releaseId !== releaseId)
      throw new UserError(
        `「${manifestFile(home, releaseId)}」に、別の公開版（${header.releaseId}）の記録が入っています。${FROM_BACKUP}`,
      );
    chain.unshift(header);
    releaseId = header.previousReleaseId;
  }
  return chain;
}

/** Headers that this process has read, each with the file as it was then: a manifest is a megabyte, and is asked for many times. */
const readHeaders = new Map<string, {stamp: string; header: Readonly<ReleaseHeader>}>();

function headerIn(file: string): Readonly<ReleaseHeader> {
  const {ino, size, mtimeNs, ctimeNs} = lstatSync(file, {bigint: true});
  const stamp = [ino, size, mtimeNs, ctimeNs].join();
  const known = readHeaders.get(file);
  if (known?.stamp === stamp) return known.header;
  const header = Object.freeze(headerBefore(file) ?? readJsonFile(file, releaseHeader, FROM_BACKUP));
  readHeaders.set(file, {stamp, header});
  return header;
}

/**
 * What stands in front of the ingredients, read without the megabyte that they are: no text can hold their name with its quotation marks.
 * Undefined where not all of a header stands there, and for a torn file: one that is whole is one line.
 */
function headerBefore(file: string): ReleaseHeader | undefined {
  const text = readOwnFile(file).toString("utf8");
  if (!text.endsWith("}\n")) return undefined;
  try {
    const front = JSON.parse(`${text.slice(0, text.indexOf(',"ingredients":'))}}`);
    return HEADER_KEYS.every((key) => key in front) ? releaseHeader.safeParse(front).data : undefined;
  } catch {
    return undefined;
  }
}

const HEADER_KEYS = Object.keys(releaseHeader.shape);

export function hasManifest(home: Home, releaseId: string): boolean {
  return existsSync(manifestFile(home, releaseId));
}

/** What a published release was made from. UserError when its record is missing. */
export function readManifest(home: Home, releaseId: string): ReleaseManifest {
  if (!hasManifest(home, releaseId))
    throw new UserError(
      `公開版「${releaseId}」には、何から作ったかの記録がありません。あるもの: ${names(publishedReleases(home))}`,
    );
  return readJsonFile(manifestFile(home, releaseId), releaseManifest, FROM_BACKUP);
}

/**
 * The release of that name, number (the first is 1) or word (最新, 前回), or for a date the one that was current at the end of
 * that day; also by a part that only one name has. UserError with the nearest names when there is none.
 */
export function findRelease(home: Home, typed: string): ReleaseHeader {
  const releases = publishedReleases(home);
  const [oldest] = releases;
  if (!oldest) throw new NoReleaseYet();
  const found = namedRelease(typed, releases);
  if (found) return found;
  const date = day(typed.trim());
  if (date === undefined) return releaseByPart(typed, releases);
  const inForce = releases.findLast(({releasedOn}) => releasedOn <= date);
  if (inForce) return inForce;
  throw new UserError(
    `${japaneseDate(date)}には、まだ公開版がありません。最初の公開版は ${oldest.releaseId}（${japaneseDate(oldest.releasedOn)}）です。`,
  );
}

/** By the whole name, by 最新 or 前回, or by its number in the list of releases. */
function namedRelease(typed: string, releases: ReleaseHeader[]): ReleaseHeader | undefined {
  const wanted = folded(typed);
  const named = releases.find(({releaseId}) => folded(releaseId) === wanted);
  if (named) return named;
  if (LATEST.includes(wanted)) return releases.at(-1);
  if (PREVIOUS.includes(wanted)) return releases.at(-2) ?? noneBefore(releases);
  const [, number] = /^(?:第|#|no\.?)?([0-9]{1,4})(?:版|番|号)?$/.exec(wanted) ?? [];
  if (number === undefined) return undefined;
  const numbered = releases[Number(number) - 1];
  if (numbered) return numbered;
  throw new UserError(
    `公開版の番号は 1 から ${releases.length} までです（npx kaikaku releases で一覧）。「${typed}」はありません。`,
  );
}

const LATEST = ["最新", "今", "current", "latest"];
const PREVIOUS = ["前回", "前", "一前", "previous"];

function noneBefore([only]: ReleaseHeader[]): never {
  throw new UserError(`公開版は ${only?.releaseId} だけで、その前はまだありません。`);
}

function releaseByPart(typed: string, releases: ReleaseHeader[]): ReleaseHeader {
  const wanted = folded(typed);
  const holding = wanted === "" ? [] : releases.filter(({releaseId}) => folded(releaseId).includes(wanted));
  const [only, ...others] = holding;
  if (only && others.length === 0) return only;
  if (only)
    throw new UserError(
      `「${typed}」に当たる公開版が${holding.length}あります。どれか一つを書いてください: ${names(holding.slice(-LISTED))}`,
    );
  throw new UserError(
    `公開版「${typed}」がありません。近いもの: ${nearestNames(typed, releases)}（番号、最新、前回、日付でも指定できます。例: 2024-10-08、令和6年10月8日）`,
  );
}

const LISTED = 12;

function nearestNames(wanted: string, releases: ReleaseHeader[]): string {
  return nearest(
    wanted,
    releases.map(({releaseId}) => releaseId),
  ).join("、");
}

function names(releases: ReleaseHeader[]): string {
  return releases.map(({releaseId}) => releaseId).join("、") || "なし";
}
