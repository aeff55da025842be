import {once} from "node:events";
import {Worker} from "node:worker_threads";
import type {Expectation, Fault} from "./expectation.ts";

/** Reads PDFs back beside the printing, in a thread of its own. */
export interface Verifier {
  verify(pdf: Uint8Array, expectation: Expectation): Promise<Fault[]>;
}

/** Starts the verifier, hands it to `work` and ends it whatever happens. */
export async function withVerifier<Result>(work: (verifier: Verifier) => Promise<Result>): Promise<Result> {
  const worker = new Worker(new URL("./verify-thread.ts", import.meta.url));
  const broken = once(worker, "error").then(([error]) => Promise.reject(error));
  broken.catch(() => {}); // told where an answer is awaited
  let last: Promise<unknown> = Promise.resolve();
  try {
    return await work({
      verify(pdf, expectation) {
        const answer = last.then(() => Promise.race([ask(worker, pdf, expectation), broken]));
        last = answer.catch(() => {});
        return answer;
      },
    });
  } finally {
    await worker.terminate();
  }
}

/** One question at a time: the next message is its answer. */
async function ask(worker: Worker, pdf: Uint8Array, expectation: Expectation): Promise<Fault[]> {
  worker.postMessage({pdf, expectation});
  const [faults] = await once(worker, "message");
  return faults;
}
