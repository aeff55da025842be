import {existsSync, statSync} from "node:fs";
import {join, resolve} from "node:path";
import {z} from "zod";
import {UserError} from "../../schemas/errors.ts";
import {type FolderManifest, folderManifest, type RelationFile} from "../../schemas/release-folder.ts";
import {visibleLine} from "../../schemas/visible-text.ts";
import {entriesBelow} from "../installation/entries-below.ts";
import {hasFingerprint} from "../installation/fingerprint-of.ts";
import {isOwnFile, readSmallFile} from "../installation/plain-file.ts";

const MANIFEST = "manifest.json";

/** Of a release with hundreds of relations it has some hundred kilobytes. */
const LARGEST_MANIFEST = 20_000_000;

/** The marts of a release that are united, with the columns that are asked of each, and their types. */
export const UNITED_MARTS = {
  dim_city: {city_name: "varchar", body_kind: "varchar"},
  release_info: {release_id: "varchar", is_sample: "boolean"},
  dim_kpis: {
    ...{kpi_id: "varchar", model: "varchar", scope_id: "varchar", kpi_name: "varchar", unit: "varchar"},
    ...{year_starts: "integer", counted_as: "varchar", segment_of_name: "varchar", segment_label: "varchar"},
  },
  fct_kpi_values: {
    ...{kpi_id: "varchar", fiscal_year: "integer", period_kind: "varchar", period_end: "date"},
    ...{
      scope_id: "varchar",
      bureau_code: "varchar",
      value: "double",
      numerator: "double",
      denominator: "double",
    },
  },
} as const;

export type UnitedMart = keyof typeof UNITED_MARTS;

/** The folder of a release that somebody brought, with the paths of the files that are united. */
export interface BroughtRelease {
  folder: string;
  releaseId: string;
  files: Record<UnitedMart, string>;
}

/**
 * The releases in folders as people name them: each a release's folder, or one in which such folders lie. UserError with all that is
 * wrong: no release, another format, a file that is missing or changed since it was written.
 */
export function broughtReleases(
  typed: string[],
  looked: (done: number, all: number) => void,
): BroughtRelease[] {
  const folders = [...new Set(typed.flatMap((path) => foldersIn(resolve(path))))];
  const faults: string[] = [];
  const releases = folders.flatMap((folder, index) => {
    const found = readRelease(folder);
    looked(index + 1, folders.length);
    if (typeof found === "string") faults.push(`${visibleLine(folder)}: ${found}`);
    return typeof found === "string" ? [] : [found];
  });
  if (faults.length > 0)
    throw new UserError(`受け取れない公開版があります。何も取り込んでいません。\n${linesOf(faults)}`);
  return releases;
}

const MOST_SHOWN = 20;

/** A line each, and how many more there are. */
export function linesOf(faults: string[]): string {
  const left = faults.length - MOST_SHOWN;
  return [...faults.slice(0, MOST_SHOWN), ...(left > 0 ? [`ほか${left}件`] : [])].join("\n");
}

function foldersIn(path: string): string[] {
  if (!existsSync(path)) throw new UserError(`「${visibleLine(path)}」がありません。`);
  if (!statSync(path).isDirectory())
    throw new UserError(
      `「${visibleLine(path)}」はフォルダーではありません。公開版のフォルダー（${MANIFEST} のあるもの）を指定してください。`,
    );
  if (isOwnFile(join(path, MANIFEST))) return [path];
  const below = entriesBelow(path, (folder, cause) => {
    throw new UserError(`「${visibleLine(folder)}」を開けません。`, {cause});
  });
  const found = below
    .filter((entry) => entry.name === MANIFEST && entry.isFile())
    .map(({parentPath}) => parentPath);
  if (found.length > 0) return found.sort();
  throw new UserError(
    `「${visibleLine(path)}」に、公開版のフォルダー（${MANIFEST} と Parquet ファイル）がありません。団体の側で npx kaikaku export を実行してできるフォルダーを、そのまま置いてください。`,
  );
}

/** What is wrong with a folder, in words, where it is no release that can be united. */
function readRelease(folder: string): BroughtRelease | string {
  const manifest = readManifest(join(folder, MANIFEST));
  if (typeof manifest === "string") return manifest;
  const files: Partial<Record<UnitedMart, string>> = {};
  for (const mart of Object.keys(UNITED_MARTS) as UnitedMart[]) {
    const file = manifest.files.find(({relation}) => relation === `marts.${mart}`);
    const fault = file ? faultOf(folder, file, Object.keys(UNITED_MARTS[mart])) : `表 ${mart} がありません`;
    if (fault) return fault;
    files[mart] = join(folder, file?.file ?? "");
  }
  return {folder, releaseId: manifest.releaseId, files: files as Record<UnitedMart, string>};
}

const anyFormat = z.object({format: z.number()});

function readManifest(path: string): FolderManifest | string {
  const text = readSmallFile(path, LARGEST_MANIFEST);
  const said = text === undefined ? undefined : parsed(text);
  const manifest = folderManifest.safeParse(said);
  if (manifest.success) return manifest.data;
  const format = anyFormat.safeParse(said).data?.format;
  return format !== undefined && format !== 1
    ? `別の版のプログラムで書き出した形（format ${format}）です。この版が読めるのは format 1 です`
    : `${MANIFEST} が壊れているか、公開版のものではありません`;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function faultOf(
  folder: string,
  {file, sha256, bytes, columns}: RelationFile,
  asked: readonly string[],
): string | null {
  const path = join(folder, file);
  if (!isOwnFile(path)) return `${visibleLine(file)} がありません`;
  if (!hasFingerprint(path, {sha256, byteCount: bytes}))
    return `${visibleLine(file)} の中身が、書き出したときと違います（写し直してください）`;
  const missing = asked.filter((column) => !columns.some(({name}) => name === column));
  return missing.length === 0
    ? null
    : `${visibleLine(file)} に列 ${missing.join("、")} がありません（古い版のプログラムで書き出したものです）`;
}
