import {z} from "zod";
import type {Contract} from "../../../schemas/contract.ts";
import {UserError} from "../../../schemas/errors.ts";
import {contractsOf} from "../../catalog/contracts-of.ts";
import {statement} from "../../catalog/sql-files.ts";
import type {Warehouse} from "../../engine/open.ts";
import type {Home} from "../../installation/home.ts";
import {holdToKey} from "../../ledger/hold-to-key.ts";
import {isJudgedOtherwise} from "../../ledger/words.ts";
import {acceptAgain, type Decision, rejectAsReadAgain} from "./decide.ts";
import type {FileOutcome} from "./outcome.ts";
import {readBatchAnew} from "./read-again.ts";

const judgedRow = z.strictObject({
  batchId: z.int(),
  source: z.string(),
  fileName: z.string(),
  words: z.string(),
  isWaiting: z.boolean(),
  /** Why a person let it in although something was wrong with it; null where nothing was, or nobody did. */
  accepted: z.strictObject({name: z.string(), reason: z.string()}).nullable(),
});

type Judged = z.infer<typeof judgedRow>;

/**
 * Reads the files in force and those that wait anew from the archive where the city's words have changed since, each under
 * a new number and as people had it read; what a person had accepted stays accepted. All of it in one transaction.
 * UserError, and nothing has changed, where a file that counts would not count any more.
 */
export async function judgeAnew(
  ledger: Warehouse,
  home: Home,
  {bringBack, ...decision}: Omit<Decision, "batchId">,
): Promise<FileOutcome[]> {
  const batches = await judgedInOtherWords(ledger, contractsOf(home.city));
  if (batches.length === 0) return [];
  await holdToKey(ledger, home);
  return ledger.transaction(async () => {
    // Each meets those before it, as when it came, and none of those after it.
    for (const {batchId} of batches) await rejectAsReadAgain(ledger, batchId, decision);
    const outcomes: FileOutcome[] = [];
    for (const batch of batches) outcomes.push(await judgedAgain(ledger, home, {batch, decision}));
    await bringBack?.();
    return outcomes;
  });
}

/**
 * From the first file of a source that was judged in other words, all those after it: under its new number it would
 * otherwise take the place of files that came later.
 */
export async function judgedInOtherWords(
  ledger: Warehouse,
  contracts: readonly Contract[],
): Promise<Judged[]> {
  const rows = z.array(judgedRow).parse(await ledger.rows(statement("ledger.judged_in_words")));
  const bySource = Map.groupBy(rows, ({source}) => source);
  return [...bySource.values()]
    .flatMap((batches) => {
      const first = batches.findIndex((batch) => isJudgedOtherwise(batch, contracts));
      return first === -1 ? [] : batches.slice(first);
    })
    .toSorted((one, other) => one.batchId - other.batchId);
}

async function judgedAgain(
  ledger: Warehouse,
  home: Home,
  {batch, decision}: {batch: Judged; decision: Omit<Decision, "batchId">},
): Promise<FileOutcome> {
  const {batchId, fileName, isWaiting, accepted} = batch;
  const outcome = await readBatchAnew(ledger, {batchId, ...decision}, {home, answers: []});
  if (isWaiting || outcome.kind === "accepted") return outcome;
  if (accepted && outcome.kind === "held") {
    await acceptAgain(ledger, {
      ...decision,
      batchId: outcome.batch.batchId,
      acceptedBefore: batchId,
      by: accepted.name,
      reason: accepted.reason,
    });
    return {...outcome, kind: "accepted"};
  }
  const why = outcome.kind === "held" ? outcome.holds.map(({text}) => text).join("／") : "読めません";
  throw new UserError(
    `受付番号${batchId}（${fileName}）は、今の市の言葉で読むと使えなくなります: ${why}。city/sources を直すか、正しいファイルを送り直してもらってください。何も変えていません。`,
  );
}
