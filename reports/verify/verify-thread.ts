/** The thread of {@link import("./verifier.ts").withVerifier}: answers every PDF with its faults. */
import {parentPort} from "node:worker_threads";
import type {Expectation} from "./expectation.ts";
import {verifyPdf} from "./verify-pdf.ts";

interface Question {
  pdf: Uint8Array;
  expectation: Expectation;
}

parentPort?.on("message", async ({pdf, expectation}: Question) => {
  parentPort?.postMessage(await verifyPdf(pdf, expectation));
});
