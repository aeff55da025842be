import {existsSync} from "node:fs";
import {join} from "node:path";
import {isDeepStrictEqual} from "node:util";
import {z} from "zod";
import {KEPT_READINGS, type ReadingName, type Told} from "../../schemas/kept-readings.ts";
import type {ReleaseHeader} from "../../schemas/release-manifest.ts";
import type {Warehouse} from "../engine/open.ts";
import {sha256Of} from "../installation/fingerprint-of.ts";
import type {Home} from "../installation/home.ts";
import {readOwnIfAny} from "../installation/plain-file.ts";
import {writeWhole} from "../installation/write-whole.ts";
import {releaseFile} from "./files.ts";
import {publishedReleases} from "./history.ts";
import {withPublished} from "./published.ts";

/** What readers were told by one release or, added up, by several: it stays with them when the release's file goes by rule. */
export interface Reading<Name extends ReadingName> {
  name: Name;
  /** The statements it is read by: where they are others, everything that is still there is read anew. */
  made: string[];
  /** Of the release attached as `published`. */
  read(): Promise<Told<Name>>;
  /** What is told by a release and by those before it. */
  add(newer: Told<Name>, older: Told<Name>): Told<Name>;
}

/** Of the release that is current, and of all before it together; null where there is none. */
export interface ToldSoFar<Name extends ReadingName> {
  latest: Told<Name> | null;
  before: Told<Name> | null;
}

/** First line of the file: what the second is of. */
const keptHead = z.strictObject({
  made: z.string(),
  /** Oldest first; without a checksum those of before files were noted. */
  releases: z.array(z.strictObject({releaseId: z.string(), sha256: z.string().nullable()})),
  sha256: z.string(),
});

interface Kept<Name extends ReadingName> extends z.infer<typeof keptHead> {
  told: Told<Name>;
}

export function toldFile(home: Home, name: ReadingName): string {
  return join(home.releases, `told-${name}.json`);
}

/**
 * What the releases of an installation tell. Each but the latest is read once, and what it told is kept beside the releases
 * (`keeps`: by whoever works alone). UserError when a release that was not read before is not there any more.
 */
export async function toldByReleases<Name extends ReadingName>(
  warehouse: Warehouse,
  {home, keeps}: {home: Home; keeps: boolean},
  reading: Reading<Name>,
): Promise<ToldSoFar<Name>> {
  const chain = publishedReleases(home);
  const latest = chain.at(-1);
  if (!latest) return {latest: null, before: null};
  const earlier = chain.slice(0, -1);
  const kept = keptOf(home, earlier, reading);
  let before = kept?.told ?? null;
  for (const release of earlier.slice(kept?.releases.length ?? 0)) {
    const told = await withPublished(warehouse, {home, release}, reading.read);
    before = before === null ? told : reading.add(told, before);
  }
  if (keeps && before !== null && kept?.releases.length !== earlier.length)
    keep(home, reading, {releases: earlier, told: before});
  return {latest: await withPublished(warehouse, {home, release: latest}, reading.read), before};
}

/** What `toldByReleases` reads it from, as far as it may become another: which releases, by which statements, and what was kept of them. */
export function toldFrom<Name extends ReadingName>(
  home: Home,
  {name, made}: Pick<Reading<Name>, "name" | "made">,
): {text: string; dependsOn: string[]} {
  const kept = sha256Of(readOwnIfAny(toldFile(home, name)) ?? "");
  return {text: JSON.stringify([publishedReleases(home).map(identityOf), made, kept]), dependsOn: []};
}

/** Names of releases whose file is gone and of which nothing kept says what they told: nothing can be published after them. */
export function forgottenReleases(home: Home): string[] {
  const gone = publishedReleases(home).filter(({releaseId}) => !existsSync(releaseFile(home, releaseId)));
  const isRemembered = gone.length === 0 ? () => true : rememberedIn(home);
  return gone.filter((release) => !isRemembered(release)).map(({releaseId}) => releaseId);
}

/** Says whether what a release told will still be known when its file is gone. */
export function rememberedIn(home: Home): (release: ReleaseHeader) => boolean {
  const chain = publishedReleases(home);
  const kept = (Object.keys(KEPT_READINGS) as ReadingName[]).map(
    (name) => keptAlong(home, chain.slice(0, -1), name)?.releases ?? [],
  );
  return (release) =>
    kept.every((releases) => releases.some((known) => isDeepStrictEqual(known, identityOf(release))));
}

/** What was kept, as far as it goes on in this chain. What was read otherwise is passed over while everything can be read again. */
function keptOf<Name extends ReadingName>(
  home: Home,
  earlier: ReleaseHeader[],
  {name, made}: Reading<Name>,
): Kept<Name> | undefined {
  const kept = keptAlong(home, earlier, name);
  const isAllThere = earlier.every(({releaseId}) => existsSync(releaseFile(home, releaseId)));
  return kept?.made !== sha256Of(made.join("\n")) && isAllThere ? undefined : kept;
}

/** Undefined where there is no such file, for one that is another than was written or holds something else, and for that of another chain. */
function keptAlong<Name extends ReadingName>(
  home: Home,
  earlier: ReleaseHeader[],
  name: Name,
): Kept<Name> | undefined {
  const [first = "", text = ""] = readOwnIfAny(toldFile(home, name))?.split("\n") ?? [];
  const head = keptHead.safeParse(parsed(first)).data;
  if (head?.sha256 !== sha256Of(text)) return undefined;
  if (!isDeepStrictEqual(head.releases, earlier.slice(0, head.releases.length).map(identityOf)))
    return undefined;
  const told = KEPT_READINGS[name].safeParse(parsed(text));
  return told.success ? {...head, told: told.data as Told<Name>} : undefined;
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function keep<Name extends ReadingName>(
  home: Home,
  {name, made}: Reading<Name>,
  {releases, told}: {releases: ReleaseHeader[]; told: Told<Name>},
): void {
  const text = JSON.stringify(told);
  const head = {made: sha256Of(made.join("\n")), releases: releases.map(identityOf), sha256: sha256Of(text)};
  writeWhole(toldFile(home, name), `${JSON.stringify(head)}\n${text}\n`);
}

function identityOf({releaseId, file}: ReleaseHeader): {releaseId: string; sha256: string | null} {
  return {releaseId, sha256: file?.sha256 ?? null};
}
