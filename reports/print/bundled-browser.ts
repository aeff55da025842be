import {execFile} from "node:child_process";
import {existsSync} from "node:fs";
import {mkdtemp, readdir, readFile, rename, rm, stat, writeFile} from "node:fs/promises";
import {createRequire} from "node:module";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import {promisify} from "node:util";
import {UserError} from "../../schemas/errors.ts";
import {cacheFolder} from "./cache-folder.ts";

const PACKAGE_VERSION = (
  createRequire(import.meta.url)("../../node_modules/@sparticuz/chromium/package.json") as {version: string}
).version;

/** The browser of the npm package, unpacked: the program, and the libraries it needs on a machine that has nothing. */
interface BundledBrowser {
  program: string;
  /** libnss3, libnspr4 and what they need, for machines that lack them. */
  libraries: string;
}

/**
 * Unpacks the bundled browser once per user and version (200 MB, two seconds), again where something of it is missing or
 * cut short, and says where it is; in `spare` for this time, where there is no other place. Linux on x64 only.
 */
export async function bundledBrowser(env: NodeJS.ProcessEnv, spare?: string): Promise<BundledBrowser> {
  const cache = cacheFolder(env, spare);
  const folder = join(cache, `chromium-${PACKAGE_VERSION}`);
  if (existsSync(folder) && !(await isWhole(folder))) await discard(cache, folder);
  if (!existsSync(folder)) await unpack(cache, folder);
  return {
    program: join(folder, "chromium"),
    libraries: join(folder, "al2023", "lib"),
  };
}

/** The package unpacks into the temporary folder, and its libraries only in an Amazon environment: so it gets both. */
async function unpack(cache: string, folder: string): Promise<void> {
  const half = await emptyFolder(cache);
  try {
    const script = fileURLToPath(new URL("./unpack-chromium.ts", import.meta.url));
    const env = {...process.env, TMPDIR: half, AWS_EXECUTION_ENV: "AWS_Lambda_nodejs24.x"};
    await promisify(execFile)(process.execPath, [script], {env});
    await writeFile(join(half, SIZES), JSON.stringify(await sizesOf(half)));
    await rename(half, folder);
  } catch (error) {
    if (!existsSync(folder)) throw new UserError(cannotUnpack(cache), {cause: error});
  } finally {
    await rm(half, {recursive: true, force: true});
  }
}

/** What was unpacked, as [file, bytes] lines of JSON. */
const SIZES = "unpacked.json";

async function isWhole(folder: string): Promise<boolean> {
  try {
    return (await readFile(join(folder, SIZES), "utf8")) === JSON.stringify(await sizesOf(folder));
  } catch {
    return false; // the list is missing, or a file went while it was looked at
  }
}

async function sizesOf(folder: string): Promise<[file: string, bytes: number][]> {
  const names = (await readdir(folder, {recursive: true})).filter((name) => name !== SIZES).sort();
  const found = await Promise.all(names.map(async (name) => ({name, stats: await stat(join(folder, name))})));
  return found.filter(({stats}) => stats.isFile()).map(({name, stats}) => [name, stats.size]);
}

/** Out of the way first, at one stroke: another process may be looking. */
async function discard(cache: string, folder: string): Promise<void> {
  const aside = await emptyFolder(cache);
  await rename(folder, join(aside, "broken")).catch(() => {}); // another process was faster
  await rm(aside, {recursive: true, force: true});
}

async function emptyFolder(cache: string): Promise<string> {
  try {
    return await mkdtemp(join(cache, "unpacking-"));
  } catch (error) {
    throw new UserError(cannotUnpack(cache), {cause: error});
  }
}

function cannotUnpack(cache: string): string {
  return `PDFを作るブラウザーを「${cache}」に展開できません。空き容量（約200MB）と書き込みの権限を確かめるか、環境変数 XDG_CACHE_HOME に別の場所を設定してください。`;
}
