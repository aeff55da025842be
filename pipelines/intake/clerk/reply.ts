import {existsSync, lstatSync} from "node:fs";
import {join} from "node:path";
import {allSaidInBodyWords, saidInBodyWords} from "../../../schemas/body-words.ts";
import {UserError} from "../../../schemas/errors.ts";
import {HEADINGS_HINT, isOfHeadings, isOfWords} from "../../../schemas/map-hint.ts";
import {bodyWordsOf} from "../../catalog/city-catalog.ts";
import {namedAmong} from "../../catalog/one-named.ts";
import type {Home} from "../../installation/home.ts";
import {isOfRows} from "../judge/left-out.ts";
import {batchMeant, batchNumber, heldNames} from "./batch-meant.ts";
import {type BatchToMend, batchToMend} from "./batch-to-mend.ts";
import {cellsOfRefused} from "./cells-of-refused.ts";
import {refusedFiles} from "./intake-status.ts";
import {bureauLetterText, letterText} from "./letter.ts";
import {type BureauPart, partsToMend} from "./mending-parts.ts";
import {groupsOf, workbookToMend} from "./mending-workbook.ts";
import {refusedSheets, refusedWorkbook} from "./refused-workbook.ts";

/** What goes to one addressee. */
export interface ReplyPart {
  /** Name of the bureau whose rows these are; null for the sender of the file. */
  bureau: string | null;
  letter: string;
  /** Null where nothing is left for the sender: the bureaus have it all. */
  workbook: Uint8Array | null;
  cellCount: number;
}

export interface Reply {
  fileName: string;
  /** Null for a file that was refused. */
  batchId: number | null;
  /** The sender's first. */
  parts: ReplyPart[];
  /** Whether headings, words or shapes of codes are the reason: the city can teach them instead. */
  isTeachable: boolean;
}

/** What a letter calls the workbook that goes with it. */
export type WorkbookName = (bureau: string | null) => string;

/** Letters and workbooks for a held file, by its number, name or source, or a refused one, by its name. Where a file has rows of several bureaus, one for each that has something to mend. */
export async function replyTo(home: Home, target: string, nameOf: WorkbookName): Promise<Reply> {
  const batchId = batchNumber(target) ?? (await heldNamed(home, target));
  const made = await (batchId === undefined
    ? replyToRefused(home, target, nameOf)
    : replyToHeld(home, batchId, nameOf));
  const words = bodyWordsOf(home.city);
  const parts = made.parts.map((part) => ({...part, letter: saidInBodyWords(part.letter, words)}));
  return {...made, parts};
}

/** Undefined where a refused file has that name, or no held one. */
async function heldNamed(home: Home, target: string): Promise<number | undefined> {
  if (refusedFiles(home).some(({file}) => file === target || nameAsSent(file) === target)) return undefined;
  if (!existsSync(home.ledger) || namedAmong(target, await heldNames(home)).length === 0) return undefined;
  return batchMeant(home, target);
}

async function replyToHeld(home: Home, batchId: number, nameOf: WorkbookName): Promise<Reply> {
  const batch = await batchToMend(home, batchId);
  const {parts, others} = await partsToMend(home, batch);
  const bureaus: ReplyPart[] = [];
  for (const part of parts) bureaus.push(await toBureau(batch, part, nameOf));
  const sender = await toSender({...batch, cells: others}, parts, nameOf);
  const faults = batch.cells.map(({reason}) => ({reason, rows: 1}));
  const rowCount = batch.sheets.reduce((sum, {grid}) => sum + grid.rows.length, 0);
  const isTeachable = isOfWords(faults, rowCount);
  return {fileName: batch.fileName, batchId, parts: [sender, ...bureaus], isTeachable};
}

/** With the whole file, unless the bureaus have all that is to be mended. */
async function toSender(batch: BatchToMend, parts: BureauPart[], nameOf: WorkbookName): Promise<ReplyPart> {
  const {fileName, cells, sheets} = batch;
  const reasons = batch.reasons.map(({text}) => text);
  const isLeft = cells.length > 0 || batch.reasons.some(({kind}) => !isOfRows(kind)) || parts.length === 0;
  const letter = letterText({
    ...{fileName, reasons, faults: groupsOf(cells)},
    workbook: isLeft ? {name: nameOf(null), isMended: sheets.length > 0} : null,
    bureaus: parts.map(({bureau, cells: mine}) => ({bureau, cellCount: mine.length})),
  });
  const workbook = isLeft ? await workbookToMend({title: fileName, reasons, cells, sheets}) : null;
  return {bureau: null, letter, workbook, cellCount: cells.length};
}

async function toBureau(
  {fileName}: Pick<BatchToMend, "fileName">,
  {bureau, cells, sheets}: BureauPart,
  nameOf: WorkbookName,
): Promise<ReplyPart> {
  const letter = bureauLetterText({fileName, bureau, faults: groupsOf(cells), workbookName: nameOf(bureau)});
  const title = `${fileName}（${bureau}の分）`;
  const workbook = await workbookToMend({title, reasons: [], cells, sheets});
  return {bureau, letter, workbook, cellCount: cells.length};
}

async function replyToRefused(home: Home, target: string, nameOf: WorkbookName): Promise<Reply> {
  const {file, why} = refusedNamed(home, target);
  const path = join(home.refused, file);
  const fileName = nameAsSent(file);
  // A sender teaches no city.
  const lines = why.replaceAll(HEADINGS_HINT, "").split("\n");
  const reasons = allSaidInBodyWords(
    lines.filter((line) => line !== "" && !line.startsWith("元の名前: ")),
    bodyWordsOf(home.city),
  );
  if (!lstatSync(path).isFile())
    throw new UserError(`「${file}」はふつうのファイルではないので、直し用のExcelを作れません。`);
  const {bytes} = await refusedWorkbook(home, {path, fileName, reasons});
  const sheets = existsSync(home.ledger) ? refusedSheets(home, path) : [];
  const {parts} = await partsToMend(home, {sheets, cells: cellsOfRefused(sheets)});
  const bureaus: ReplyPart[] = [];
  for (const part of parts) bureaus.push(await toBureau({fileName}, part, nameOf));
  const letter = letterText({
    ...{fileName, reasons, faults: []},
    workbook: {name: nameOf(null), isMended: false},
    bureaus: parts.map(({bureau, cells}) => ({bureau, cellCount: cells.length})),
  });
  const sender = {bureau: null, letter, workbook: bytes, cellCount: 0};
  return {fileName, batchId: null, parts: [sender, ...bureaus], isTeachable: isOfHeadings(why)};
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
export function nameAsSent(file: string): string {
  return file.replace(/^\d{4}-\d{2}-\d{2}T\d{6}_/, "");
}
