/** The thread of {@link import("./verifier.ts").withVerifier}: answers every question about a PDF. */
import {parentPort} from "node:worker_threads";
import type {Expectation} from "./expectation.ts";
import {readBookmarks} from "./read-pdf.ts";
import {verifyPdf} from "./verify-pdf.ts";

/** What the PDF's faults are, or, without an expectation, what its bookmarks are. */
export interface Question {
  pdf: Uint8Array;
  expectation?: Expectation;
}

parentPort?.on("message", async ({pdf, expectation}: Question) => {
  parentPort?.postMessage(expectation ? await verifyPdf(pdf, expectation) : await readBookmarks(pdf));
});
