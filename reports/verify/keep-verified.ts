import {randomBytes} from "node:crypto";
import {mkdir, rename, rm, writeFile} from "node:fs/promises";
import {hostname} from "node:os";
import {dirname, join, resolve} from "node:path";
import {UserError} from "../../schemas/errors.ts";
import {halfWrittenName} from "../../schemas/half-written.ts";
import type {Expectation} from "./expectation.ts";
import {faultLines} from "./fault-text.ts";
import type {Verifier} from "./verifier.ts";

/** A printed paper on its way to a file. */
interface Printed {
  pdf: Uint8Array;
  verifier: Verifier;
  expectation: Expectation;
  /** Path of the PDF, as it is written, whatever a link makes of ".."; its folder is made, an older file is replaced only by a right one. */
  outFile: string;
  /** Called once more with the paper ready: somebody may have put a file there meanwhile. Throws where none may be written or removed. */
  mustBeFree: (file: string) => void;
}

/**
 * Reads the PDF back and only then puts it where it belongs. UserError when the verifier finds a fault: the PDF is then
 * kept under another name, for whoever looks into it.
 */
export async function keepVerified({
  pdf,
  verifier,
  expectation,
  outFile: typed,
  mustBeFree,
}: Printed): Promise<void> {
  const outFile = resolve(typed);
  const faults = await verifier.verify(pdf, expectation);
  await mkdir(dirname(outFile), {recursive: true});
  if (faults.length > 0) {
    const rejected = rejectedNames(outFile).find((name) => isFree(name, mustBeFree));
    if (rejected !== undefined) await writeWhole(rejected, pdf);
    const where = rejected === undefined ? "残していません" : ` ${rejected} に残しました`;
    throw new UserError(
      `印刷したPDFが公開版と合いません（${faults.length}件）。配らないでください。PDFは${where}。\n${faultLines(faults).join("\n")}`,
    );
  }
  mustBeFree(outFile);
  await writeWhole(outFile, pdf);
  const [rejected = ""] = rejectedNames(outFile);
  if (isFree(rejected, mustBeFree)) await rm(rejected, {force: true});
}

const MOST_REJECTED = 1000;

/** Names beside a paper for one that is not right. */
function rejectedNames(outFile: string): string[] {
  const numbers = Array.from({length: MOST_REJECTED}, (_, index) => (index === 0 ? "" : `-${index + 1}`));
  return numbers.map((number) => outFile.replace(/(\.pdf)?$/i, `.不合格${number}.pdf`));
}

function isFree(file: string, mustBeFree: Printed["mustBeFree"]): boolean {
  try {
    mustBeFree(file);
    return true;
  } catch (error) {
    if (error instanceof UserError) return false;
    throw error;
  }
}

/**
 * On the disk before it gets its name: a power failure leaves no empty file under it. Until then it has one by chance, under
 * which nobody can have laid a link.
 */
async function writeWhole(file: string, bytes: Uint8Array): Promise<void> {
  const writer = {machine: hostname(), pid: process.pid, since: performance.timeOrigin};
  const part = join(dirname(file), halfWrittenName("part", writer, randomBytes(8).toString("hex")));
  try {
    await writeFile(part, bytes, {flush: true, flag: "wx"});
    await rename(part, file);
  } finally {
    await rm(part, {force: true});
  }
}
