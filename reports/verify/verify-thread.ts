/** The thread of verifier.ts and read-apart.ts: answers every question about a PDF. */
import {parentPort} from "node:worker_threads";
import type {Expectation} from "./expectation.ts";
import {readBookmarks, readPdf} from "./read-pdf.ts";
import {verifyPdf} from "./verify-pdf.ts";

/** What the PDF's faults are, or all that stands in it, or, without either, what its bookmarks are. */
export interface Question {
  pdf: Uint8Array;
  expectation?: Expectation;
  whole?: true;
}

parentPort?.on("message", async (question: Question) => {
  parentPort?.postMessage(await answerTo(question));
});

function answerTo({pdf, expectation, whole}: Question): Promise<unknown> {
  if (expectation) return verifyPdf(pdf, expectation);
  return whole ? readPdf(pdf) : readBookmarks(pdf);
}
