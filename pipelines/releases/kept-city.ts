import {isUtf8} from "node:buffer";
import {existsSync, writeFileSync} from "node:fs";
import {dirname, join} from "node:path";
import {UserError} from "../../schemas/errors.ts";
import type {KeptCityFile} from "../../schemas/release-manifest.ts";
import {namesBelow} from "../catalog/city-folder.ts";
import {fillFolder, mustBeFreeForFolder} from "../installation/exit.ts";
import type {Home} from "../installation/home.ts";
import {makeFolders} from "../installation/make-folders.ts";
import {readOwnFile} from "../installation/plain-file.ts";
import {releaseNamed} from "./find-named.ts";
import {readManifest} from "./history.ts";

/** A city's folder, whole, as a release remembers it. */
export function keptCity(city: string): KeptCityFile[] {
  if (!existsSync(city)) return [];
  return namesBelow(city)
    .sort()
    .map((file) => keptFile(file, readOwnFile(join(city, file))));
}

function keptFile(file: string, bytes: Buffer): KeptCityFile {
  const encoding = isUtf8(bytes) ? "utf8" : "base64";
  return {file, encoding, content: bytes.toString(encoding)};
}

/** Writes the city's folder that a release was made from. UserError where the release keeps none, or the place is not free. */
export async function writeKeptCity(
  home: Home,
  {release, out}: {release: string | undefined; out: string},
): Promise<{releaseId: string; count: number}> {
  const releaseId = await releaseNamed(home, release);
  const {city} = readManifest(home, releaseId);
  if (city.length === 0)
    throw new UserError(
      `公開版 ${releaseId} には、市のフォルダーの控えがありません（控えるようになる前の公開版です）。何も書いていません。`,
    );
  mustLieWithin(city);
  mustBeFreeForFolder(out, home);
  await fillFolder(out, async (building) => {
    for (const {file, encoding, content} of city) {
      makeFolders(dirname(join(building, file)));
      writeFileSync(join(building, file), Buffer.from(content, encoding));
    }
  });
  return {releaseId, count: city.length};
}

/** A record that came with a backup can name anything. */
function mustLieWithin(city: KeptCityFile[]): void {
  const strange = city.find(
    ({file}) => /[\\:\0]/.test(file) || file.split("/").some((part) => /^\.{0,2}$/.test(part)),
  );
  if (strange)
    throw new UserError(
      `公開版の記録に、市のフォルダーの外を指す名前「${strange.file}」があります。何も書いていません。`,
    );
}
