import {once} from "node:events";
import {Worker} from "node:worker_threads";
import {UserError} from "../../schemas/errors.ts";
import type {PdfFile} from "./read-pdf.ts";
import type {Question} from "./verify-thread.ts";

/** A hundred times what our own papers take. */
const USUAL_MS = 120_000;
const MS_A_MEGABYTE = 10_000;
/** A committee packet takes some 300 MB. */
const MOST_MEGABYTES = 1500;
const LOOK_EVERY_MS = 50;

/**
 * Reads a PDF that somebody hands in, in a thread that is ended where it takes far longer, or more memory, than our own papers do: some
 * kilobytes can be made to paint for years, or to swell to any size. UserError then; throws when the bytes are no PDF.
 */
export async function readPdfApart(
  pdf: Uint8Array,
  longestMs = USUAL_MS + (pdf.byteLength / 1e6) * MS_A_MEGABYTE,
): Promise<PdfFile> {
  const worker = new Worker(new URL("./verify-thread.ts", import.meta.url), {
    resourceLimits: {maxOldGenerationSizeMb: MOST_MEGABYTES},
  });
  const question: Question = {pdf, whole: true};
  worker.postMessage(question);
  const {tooMuch, stop} = watched(longestMs);
  try {
    const answer = once(worker, "message").then(([file]) => file as PdfFile);
    return await Promise.race([answer, tooMuch]);
  } finally {
    stop();
    await worker.terminate();
  }
}

/** Rejects once time or memory is used up. */
function watched(longestMs: number): {tooMuch: Promise<never>; stop: () => void} {
  const [started, before] = [performance.now(), process.memoryUsage.rss()];
  let timer: NodeJS.Timeout | undefined;
  const tooMuch = new Promise<never>((_, reject) => {
    timer = setInterval(() => {
      const grown = process.memoryUsage.rss() - before;
      if (performance.now() - started > longestMs || grown > MOST_MEGABYTES * 1e6)
        reject(new UserError(SWELLING));
    }, LOOK_EVERY_MS);
  });
  return {tooMuch, stop: () => clearInterval(timer)};
}

const SWELLING =
  "読むのに時間かメモリーがかかりすぎるので、やめました。中身の作りが、kaikaku の印刷したPDFと違います。";
