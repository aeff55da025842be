import {basename} from "node:path";
import {composedKana} from "../../../schemas/composed-kana.ts";
import type {Contract} from "../../../schemas/contract.ts";
import {visibleLine} from "../../../schemas/visible-text.ts";
import {contractsOf} from "../../catalog/contracts-of.ts";
import type {Warehouse} from "../../engine/open.ts";
import type {Home} from "../../installation/home.ts";
import {batchOfContent, type KnownBatch, mayFitNow} from "../../ledger/ledger.ts";
import {isListedSince} from "../../ledger/listed-since.ts";
import {isKnownNone} from "../../ledger/none-periods.ts";
import {isInOtherWords} from "../../ledger/words.ts";
import {type IntakeLimit, intakeLimit, largestBytesOfAll} from "../judge/intake-limits.ts";
import {judgeable} from "../judge/known-references.ts";
import {type FileBytes, fingerprint, tooLarge} from "../read/decode.ts";
import {stampOf} from "../read/file-stamp.ts";
import {readTable} from "../read/read-table.ts";
import {withScratch} from "../read/with-scratch.ts";
import {rejectAsReadAgain} from "./decide.ts";
import {answersText, load} from "./load-table.ts";
import {type FileOutcome, NothingLoaded, type PutOff} from "./outcome.ts";
import {whyUnloaded} from "./why-unloaded.ts";

export interface IngestOptions {
  home: Home;
  now: Date;
  /** In the words of the installation's city, unless told. */
  contracts?: Contract[];
  /** The words with which a person answers what files ask; none when left out. */
  answers?: string[];
  /** Looks at what loading has made, inside its transaction; then all of it is taken back, and nothing is kept. */
  trial?: (outcome: FileOutcome) => Promise<void>;
}

/** Loads one file: all of it is accepted or held in one transaction, or it is refused and nothing changes. */
export async function ingestFile(
  ledger: Warehouse,
  path: string,
  options: IngestOptions,
): Promise<FileOutcome> {
  const outcome = await ingestOrPutOff(ledger, path, {...options, isLast: true});
  if (outcome.kind === "put_off") throw new Error("a file was put off although nothing comes after it");
  return outcome;
}

/** As ingestFile, but unless it is the last one a file with unknown references changes nothing and is put off. */
export async function ingestOrPutOff(
  ledger: Warehouse,
  path: string,
  options: IngestOptions & {isLast: boolean},
): Promise<FileOutcome | PutOff> {
  const {home, now} = options;
  const fileName = visibleLine(composedKana(basename(path)));
  try {
    return await withScratch(home, (scratchFile) =>
      readAndLoad(ledger, {path, fileName, scratchFile}, options),
    );
  } catch (error) {
    if (error instanceof NothingLoaded) return error.outcome;
    const unloaded = whyUnloaded(error, path, {home, now});
    if (unloaded === undefined) throw error;
    return {fileName, path, ...unloaded};
  }
}

async function readAndLoad(
  ledger: Warehouse,
  {path, fileName, scratchFile}: {path: string; fileName: string; scratchFile: string},
  {
    home,
    now,
    isLast,
    contracts = contractsOf(home.city),
    answers = [],
    trial,
  }: IngestOptions & {isLast: boolean},
): Promise<FileOutcome | PutOff> {
  const stamp = stampOf(path);
  const bytes = fingerprint(path, largestBytesOfAll(home.city));
  const known = await batchOfContent(ledger, bytes.sha256);
  const isAnsweredAnew = known !== undefined && !isReadAs(known, answers);
  const isReworded = known?.state === "held" && (await isInOtherWords(ledger, known.batchId, contracts));
  const isListed = known?.state === "held" && (await isListedSince(ledger, known.batchId));
  const isAnotherReading = isAnsweredAnew || isReworded || isListed;
  if (known && !isAnotherReading && !known.isNone && !(await mayFitNow(ledger, known)))
    return {kind: "known", fileName, batchId: known.batchId, state: known.state};
  const readAs = answers.length > 0 ? answers : (known?.readAs ?? []);
  const table = readTable(path, bytes, {contracts, scratchFile, fileName, answers: readAs});
  mustNotBeLarger(bytes, intakeLimit(home.city, table.contract.source));
  if (known?.isNone && (await isKnownNone(ledger, bytes.sha256, table)))
    return {kind: "known", fileName, batchId: known.batchId, state: known.state};
  const references = await judgeable(ledger, table.contract);
  const isMissing = references.length < (table.contract.references ?? []).length;
  if (isMissing && !isLast) return {kind: "put_off", source: table.contract.source};
  return ledger.transaction(async () => {
    if (isAnotherReading && known?.state === "held")
      await rejectAsReadAgain(ledger, known.batchId, {by: null, reason: whyAnew(answers, isListed), now});
    const again = isAnotherReading || known?.isNone ? undefined : known;
    const file = {path, fileName, stamp, bytes, table, references};
    const isTrial = trial !== undefined;
    const readBefore = known?.state === "held" ? known.batchId : undefined;
    const options = {home, now, isLast, readAs, known: again, readBefore, isTrial};
    const outcome = await load(ledger, file, options);
    if (!trial) return outcome;
    await trial(outcome);
    throw new NothingLoaded(outcome);
  });
}

/** A file that was sent before is another one where a person now says how it is to be read. */
function isReadAs({readAs}: KnownBatch, answers: string[]): boolean {
  return answers.length === 0 || answers.toSorted().join() === readAs.toSorted().join();
}

function whyAnew(answers: string[], isListed: boolean): string {
  if (answers.length > 0) return answersText(answers);
  return isListed ? "あとで一覧か名簿を受け付けた" : "市の言葉 city/sources が変わった";
}

function mustNotBeLarger({byteCount}: FileBytes, {largestBytes}: IntakeLimit): void {
  if (byteCount > largestBytes) throw tooLarge(largestBytes);
}
