import {once} from "node:events";
import {Worker} from "node:worker_threads";
import type {Expectation, Fault} from "./expectation.ts";
import type {OutlineEntry} from "./read-pdf.ts";
import type {Question} from "./verify-thread.ts";

/**
 * Reads PDFs back beside the printing, in a thread of its own. The reader stays out of the printing thread also because it
 * replaces what JavaScript lacks there, more slowly than what the browser's driver takes otherwise.
 */
export interface Verifier {
  verify(pdf: Uint8Array, expectation: Expectation): Promise<Fault[]>;
  bookmarks(pdf: Uint8Array): Promise<OutlineEntry[]>;
}

/** Starts the verifier, hands it to `work` and ends it whatever happens. */
export async function withVerifier<Result>(work: (verifier: Verifier) => Promise<Result>): Promise<Result> {
  const worker = new Worker(new URL("./verify-thread.ts", import.meta.url));
  const broken = once(worker, "error").then(([error]) => Promise.reject(error));
  broken.catch(() => {}); // told where an answer is awaited
  let last: Promise<unknown> = Promise.resolve();
  const ask = <Answer>(question: Question): Promise<Answer> => {
    const answer = last.then(() => Promise.race([answerOf<Answer>(worker, question), broken]));
    last = answer.catch(() => {});
    return answer;
  };
  try {
    return await work({
      verify: (pdf, expectation) => ask({pdf, expectation}),
      bookmarks: (pdf) => ask({pdf}),
    });
  } finally {
    await worker.terminate();
  }
}

/** One question at a time: the next message is its answer. */
async function answerOf<Answer>(worker: Worker, question: Question): Promise<Answer> {
  worker.postMessage(question);
  const [answer] = await once(worker, "message");
  return answer;
}
