import {readdirSync, statSync} from "node:fs";
import {join} from "node:path";
import type {PaperTable} from "../pipelines/audit/paper-tables.ts";
import {scratchFolder} from "../pipelines/installation/half-written.ts";
import type {Home} from "../pipelines/installation/home.ts";
import {readNamedFile, whyNotReadable} from "../pipelines/installation/plain-file.ts";
import {UserError} from "../schemas/errors.ts";

/** A committee packet has some megabytes. */
const LARGEST_BYTES = 200_000_000;

/**
 * Every table of the PDFs, workbooks and CSV files in a folder and those in it, with the text around it. UserError where there is none, or one
 * of them cannot be read.
 */
export async function documentTables(folder: string, home: Home): Promise<PaperTable[]> {
  const files = filesIn(folder);
  const tables: PaperTable[] = [];
  for (const file of files)
    for (const table of await tablesIn(join(folder, file), file, home)) tables.push(table);
  return tables;
}

function filesIn(folder: string): string[] {
  if (!statSync(folder, {throwIfNoEntry: false})?.isDirectory())
    throw new UserError(
      `資料のフォルダー「${folder}」がありません。資料を入れたフォルダーを指定してください。`,
    );
  const files = readdirSync(folder, {recursive: true, encoding: "utf8"})
    .filter((file) => /\.(pdf|xlsx|csv)$/i.test(file))
    .sort();
  if (files.length > 0) return files;
  throw new UserError(`「${folder}」に、PDF、Excel（.xlsx）、CSVの資料がありません。`);
}

async function tablesIn(path: string, file: string, home: Home): Promise<PaperTable[]> {
  try {
    return await (/\.pdf$/i.test(file) ? pagesOf(path, file) : gridsOf(path, file, home));
  } catch (cause) {
    if (cause instanceof UserError) throw new UserError(`「${file}」: ${cause.message}`, {cause});
    throw new UserError(`「${file}」は資料として読めません。壊れていないかを確かめてください。`, {cause});
  }
}

async function pagesOf(path: string, file: string): Promise<PaperTable[]> {
  const {readPdfApart} = await import("../reports/verify/read-apart.ts");
  const {pages} = await readPdfApart(readNamedFile(path, LARGEST_BYTES));
  return pages.map(({text, rows}, index) => ({place: `${file} ${index + 1}ページ`, around: text, rows}));
}

async function gridsOf(path: string, file: string, home: Home): Promise<PaperTable[]> {
  const {fingerprint} = await import("../pipelines/intake/read/decode.ts");
  const {unknownGrids} = await import("../pipelines/intake/learn/unknown-grids.ts");
  const why = whyNotReadable(path);
  if (why !== undefined) throw new UserError(why);
  const scratch = scratchFolder(home);
  try {
    const {grids} = unknownGrids(path, fingerprint(path), join(scratch.path, "text"));
    return grids.map(({name, rows}) => ({
      place: name === undefined ? file : `${file} シート「${name}」`,
      around: [file, name ?? "", ...(rows[0] ?? [])].join(" "),
      rows,
    }));
  } finally {
    scratch.remove();
  }
}
