import {existsSync} from "node:fs";
import {join} from "node:path";
import {isDeepStrictEqual} from "node:util";
import {z} from "zod";
import type {ReleaseHeader} from "../../schemas/release-manifest.ts";
import type {Warehouse} from "../engine/open.ts";
import {sha256Of} from "../installation/fingerprint-of.ts";
import type {Home} from "../installation/home.ts";
import {readOwnIfAny} from "../installation/plain-file.ts";
import {writeWhole} from "../installation/write-whole.ts";
import {releaseFile} from "./files.ts";
import {publishedReleases} from "./history.ts";
import {wholeReleaseFile} from "./must-be-whole.ts";

/** What readers were told by one release or, added up, by several: it stays with them when the release's file goes by rule. */
export interface Reading<Told extends object> {
  /** Under which it is kept. */
  name: "counts" | "overtime" | "sums";
  /** The statements it is read by: where they are others, everything that is still there is read anew. */
  made: string[];
  schema: z.ZodType<Told>;
  /** Of the release attached as `published`. */
  read(): Promise<Told>;
  /** What is told by a release and by those before it. */
  add(newer: Told, older: Told): Told;
}

/** Of the release that is current, and of all before it together; null where there is none. */
export interface ToldSoFar<Told extends object> {
  latest: Told | null;
  before: Told | null;
}

/** First line of the file: what the second is of. */
const keptHead = z.strictObject({
  made: z.string(),
  /** Oldest first; without a checksum those of before files were noted. */
  releases: z.array(z.strictObject({releaseId: z.string(), sha256: z.string().nullable()})),
  sha256: z.string(),
});

interface Kept<Told> extends z.infer<typeof keptHead> {
  told: Told;
}

export function toldFile(home: Home, name: Reading<object>["name"]): string {
  return join(home.releases, `told-${name}.json`);
}

/**
 * What the releases of an installation tell. Each but the latest is read once, and what it told is kept beside the releases
 * (`keeps`: by whoever works alone). UserError when a release that was not read before is not there any more.
 */
export async function toldByReleases<Told extends object>(
  warehouse: Warehouse,
  {home, keeps}: {home: Home; keeps: boolean},
  reading: Reading<Told>,
): Promise<ToldSoFar<Told>> {
  const chain = publishedReleases(home);
  const latest = chain.at(-1);
  if (!latest) return {latest: null, before: null};
  const earlier = chain.slice(0, -1);
  const kept = keptOf(home, earlier, reading);
  let before = kept?.told ?? null;
  for (const release of earlier.slice(kept?.releases.length ?? 0)) {
    const told = await toldBy(warehouse, home, {release, reading});
    before = before === null ? told : reading.add(told, before);
  }
  if (keeps && before !== null && kept?.releases.length !== earlier.length)
    keep(home, reading, {releases: earlier, told: before});
  return {latest: await toldBy(warehouse, home, {release: latest, reading}), before};
}

/** Names of releases whose file is gone and of which nothing kept says what they told: nothing can be published after them. */
export function forgottenReleases(home: Home): string[] {
  const gone = publishedReleases(home).filter(({releaseId}) => !existsSync(releaseFile(home, releaseId)));
  const isRemembered = gone.length === 0 ? () => true : rememberedIn(home);
  return gone.filter((release) => !isRemembered(release)).map(({releaseId}) => releaseId);
}

/** Says whether what a release told will still be known when its file is gone. */
export function rememberedIn(home: Home): (release: ReleaseHeader) => boolean {
  const kept = (["counts", "overtime", "sums"] as const).map(
    (name) => readKept(toldFile(home, name))?.releases ?? [],
  );
  return (release) =>
    kept.every((releases) => releases.some((known) => isDeepStrictEqual(known, identityOf(release))));
}

async function toldBy<Told extends object>(
  warehouse: Warehouse,
  home: Home,
  {release: {releaseId}, reading}: {release: ReleaseHeader; reading: Reading<Told>},
): Promise<Told> {
  await warehouse.attach(wholeReleaseFile(home, releaseId), "published");
  try {
    return await reading.read();
  } finally {
    await warehouse.detach("published");
  }
}

/** What was kept, as far as it goes on in this chain. What was read otherwise is passed over while everything can be read again. */
function keptOf<Told extends object>(
  home: Home,
  earlier: ReleaseHeader[],
  {name, schema, made}: Reading<Told>,
): Kept<Told> | undefined {
  const kept = readKept(toldFile(home, name));
  if (!kept || !isDeepStrictEqual(kept.releases, earlier.slice(0, kept.releases.length).map(identityOf)))
    return undefined;
  const isAllThere = earlier.every(({releaseId}) => existsSync(releaseFile(home, releaseId)));
  if (kept.made !== sha256Of(made.join("\n")) && isAllThere) return undefined;
  const told = schema.safeParse(kept.told);
  return told.success ? {...kept, told: told.data} : undefined;
}

/** Undefined where there is no such file, and for one that is another than was written. */
function readKept(file: string): Kept<unknown> | undefined {
  const [first = "", text = ""] = readOwnIfAny(file)?.split("\n") ?? [];
  const head = keptHead.safeParse(parsed(first)).data;
  const told = head?.sha256 === sha256Of(text) ? parsed(text) : undefined;
  return head && told !== undefined ? {...head, told} : undefined;
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function keep<Told extends object>(
  home: Home,
  {name, made}: Reading<Told>,
  {releases, told}: {releases: ReleaseHeader[]; told: Told},
): void {
  const text = JSON.stringify(told);
  const head = {made: sha256Of(made.join("\n")), releases: releases.map(identityOf), sha256: sha256Of(text)};
  writeWhole(toldFile(home, name), `${JSON.stringify(head)}\n${text}\n`);
}

function identityOf({releaseId, file}: ReleaseHeader): {releaseId: string; sha256: string | null} {
  return {releaseId, sha256: file?.sha256 ?? null};
}
