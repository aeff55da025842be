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

/** Most rows that a release may have of each: the largest has some hundreds of indicators, and hundreds of thousands of values. */
const MOST_ROWS: Record<UnitedMart, number> = {
  dim_city: 1,
  release_info: 1,
  dim_kpis: 10_000,
  fct_kpi_values: 5_000_000,
};

interface BroughtFile extends Pick<RelationFile, "rows" | "sha256"> {
  path: string;
  byteCount: number;
}

/** The folder of a release that somebody brought, with the files that are united, as its manifest notes them. */
export interface BroughtRelease {
  folder: string;
  releaseId: string;
  files: Record<UnitedMart, BroughtFile>;
}

/**
 * The releases in folders as people name them: each a release's folder, or one in which such folders lie, and nothing in it that was
 * copied half. UserError with all that is
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

/** UserError where a file is another by now than it was when it was looked at. */
export function mustBeUnchanged(releases: BroughtRelease[]): void {
  const changed = releases
    .flatMap(({files}) => Object.values(files))
    .filter(({path, ...noted}) => !isOwnFile(path) || !hasFingerprint(path, noted));
  if (changed.length === 0) return;
  throw new UserError(
    `読んでいる間に中身の変わったファイルがあります。写し終わるのを待って、もう一度実行してください。何も取り込んでいません。\n${linesOf(changed.map(({path}) => visibleLine(path)))}`,
  );
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
  const found = below.filter(({name}) => name === MANIFEST || name.endsWith(".parquet"));
  if (found.length > 0) return [...new Set(found.map(({parentPath}) => parentPath))].sort();
  throw new UserError(
    `「${visibleLine(path)}」に、公開版のフォルダー（${MANIFEST} と Parquet ファイル）がありません。団体の側で npx kaikaku export を実行してできるフォルダーを、そのまま置いてください。`,
  );
}

/** What is wrong with a folder, in words, where it is no release that can be united. */
function readRelease(folder: string): BroughtRelease | string {
  const manifest = readManifest(join(folder, MANIFEST));
  if (typeof manifest === "string") return manifest;
  const files: Partial<Record<UnitedMart, BroughtFile>> = {};
  for (const mart of Object.keys(UNITED_MARTS) as UnitedMart[]) {
    const file = manifest.files.find(({relation}) => relation === `marts.${mart}`);
    if (!file) return `表 ${mart} がありません`;
    const fault = faultOf(folder, file, mart);
    if (fault) return fault;
    const {rows, sha256, bytes: byteCount} = file;
    files[mart] = {path: join(folder, file.file), rows, sha256, byteCount};
  }
  return {folder, releaseId: manifest.releaseId, files: files as BroughtRelease["files"]};
}

const anyFormat = z.object({format: z.number()});

function readManifest(path: string): FolderManifest | string {
  if (!isOwnFile(path))
    return `${MANIFEST} がないか、ふつうのファイルではありません（フォルダーごと写し直してください）`;
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
  {file, rows, sha256, bytes, columns}: RelationFile,
  mart: UnitedMart,
): string | null {
  const path = join(folder, file);
  if (!isOwnFile(path)) return `${visibleLine(file)} がありません`;
  if (rows < 0 || rows > MOST_ROWS[mart])
    return `${visibleLine(file)} の行が多すぎます（${MOST_ROWS[mart].toLocaleString("ja-JP")}行まで）`;
  if (!hasFingerprint(path, {sha256, byteCount: bytes}))
    return `${visibleLine(file)} の中身が、書き出したときと違います（写し直してください）`;
  const missing = Object.keys(UNITED_MARTS[mart]).filter(
    (column) => !columns.some(({name}) => name === column),
  );
  return missing.length === 0
    ? null
    : `${visibleLine(file)} に列 ${missing.join("、")} がありません（古い版のプログラムで書き出したものです）`;
}
