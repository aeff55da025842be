import {lstatSync} from "node:fs";
import {join} from "node:path";
import {UserError} from "../../../schemas/errors.ts";
import type {Home} from "../../installation/home.ts";
import {refusedFiles} from "./intake-status.ts";
import {letterText} from "./letter.ts";
import {mendingWorkbook} from "./mending-workbook.ts";
import {refusedWorkbook} from "./refused-workbook.ts";

/** What goes back to a sender. */
export interface Reply {
  fileName: string;
  letter: string;
  workbook: Uint8Array;
  /** Null for a file that was refused. */
  batchId: number | null;
}

/** Letter and workbook for a held file, by its number, or a refused one, by its name; `workbookName` is what the letter calls the workbook. */
export async function replyTo(home: Home, target: string, workbookName: string): Promise<Reply> {
  return /^[0-9]+$/.test(target)
    ? replyToHeld(home, Number(target), workbookName)
    : replyToRefused(home, target, workbookName);
}

async function replyToHeld(home: Home, batchId: number, name: string): Promise<Reply> {
  const {bytes, fileName, reasons, groups, hasWholeFile} = await mendingWorkbook(home, batchId);
  const letter = letterText({fileName, reasons, faults: groups, workbook: {name, isMended: hasWholeFile}});
  return {fileName, letter, workbook: bytes, batchId};
}

async function replyToRefused(home: Home, target: string, name: string): Promise<Reply> {
  const {file, why} = refusedNamed(home, target);
  const path = join(home.refused, file);
  const fileName = nameAsSent(file);
  const reasons = why.split("\n").filter((line) => line !== "" && !line.startsWith("元の名前: "));
  if (!lstatSync(path).isFile())
    throw new UserError(`「${file}」はふつうのファイルではないので、直し用のExcelを作れません。`);
  const {bytes} = await refusedWorkbook(home, {path, fileName, reasons});
  const letter = letterText({fileName, reasons, faults: [], workbook: {name, isMended: false}});
  return {fileName, letter, workbook: bytes, batchId: null};
}

function refusedNamed(home: Home, target: string): {file: string; why: string} {
  const files = refusedFiles(home);
  const found =
    files.find(({file}) => file === target) ?? files.findLast(({file}) => nameAsSent(file) === target);
  if (found) return found;
  throw new UserError(
    `「${target}」という受付不可のファイルはありません。受付番号か、受付不可のファイルの名前を指定してください。どちらも npx kaikaku status で確かめられます。`,
  );
}

/** Without the time that it was put aside. */
function nameAsSent(file: string): string {
  return file.replace(/^\d{4}-\d{2}-\d{2}T\d{6}_/, "");
}
