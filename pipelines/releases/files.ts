import {existsSync, readdirSync} from "node:fs";
import {basename, join} from "node:path";
import {UserError} from "../../schemas/errors.ts";
import type {Home} from "../installation/home.ts";
import {readOwnFile} from "../installation/plain-file.ts";
import {NoReleaseYet} from "./no-release-yet.ts";

/** Says which release readers get; turning it is what publishes. */
export function currentFile(home: Home): string {
  return join(home.releases, "current.json");
}

export function releaseFile(home: Home, releaseId: string): string {
  return join(home.releases, `${releaseId}.duckdb`);
}

/** The same as Parquet files with a manifest of their own, for other tools. */
export function releaseFolder(home: Home, releaseId: string): string {
  return join(home.releases, releaseId);
}

export function manifestFile(home: Home, releaseId: string): string {
  return join(home.releases, `${releaseId}.manifest.json`);
}

/** Name of the release that is there to be read: the wanted one or the current one. UserError when there is none. */
export function readableRelease(home: Home, wanted = currentReleaseId(home)): string {
  if (!wanted) throw new NoReleaseYet();
  const there = releaseIds(home);
  if (there.includes(wanted)) return wanted;
  if (existsSync(manifestFile(home, basename(wanted))))
    throw new UserError(
      `公開版「${wanted}」の本体は、保存期間を過ぎて消してあります（city/retention.yaml）。控えから戻せます。`,
    );
  throw new UserError(`公開版「${wanted}」がありません。あるもの: ${there.join("、") || "なし"}`);
}

function currentReleaseId(home: Home): string | undefined {
  const file = currentFile(home);
  if (!existsSync(file)) return undefined;
  const releaseId = releaseIdIn(readOwnFile(file).toString("utf8"));
  if (releaseId === undefined)
    throw new UserError(`「${file}」が壊れています。控えから戻してください（npx kaikaku restore）。`);
  return releaseId;
}

/** Without a schema, whose library a small question need not load. */
function releaseIdIn(text: string): string | undefined {
  try {
    const note: {releaseId?: unknown} | null = JSON.parse(text);
    return typeof note?.releaseId === "string" ? note.releaseId : undefined;
  } catch {
    return undefined;
  }
}

/** Releases whose files are there. */
export function releaseIds(home: Home): string[] {
  return readdirSync(home.releases)
    .filter((file) => file.endsWith(".duckdb") && !file.startsWith("building-"))
    .map((file) => file.slice(0, -".duckdb".length))
    .sort();
}
