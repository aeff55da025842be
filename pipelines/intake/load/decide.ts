import {z} from "zod";
import {accountText} from "../../../schemas/account.ts";
import {UserError} from "../../../schemas/errors.ts";
import {shippedContracts} from "../../../schemas/sources.ts";
import {statedText} from "../../../schemas/stated-text.ts";
import {statement} from "../../catalog/sql-files.ts";
import type {Warehouse} from "../../engine/open.ts";
import {accountHere} from "../../installation/account.ts";
import {noteContent} from "../../ledger/contents.ts";
import {carryHands, noteHand} from "../../ledger/hands.ts";
import {openQuestionsOf} from "../../ledger/readings.ts";
import {type Replaced, replacedInForce} from "../../ledger/replaces.ts";
import {fallenOutBy, fallenOutText} from "../judge/fallen-out.ts";
import {isOfRows} from "../judge/left-out.ts";

/** What a person decided about one batch. It is kept for good; a later decision about the same batch replaces its effect. */
export interface Decision {
  batchId: number;
  /** Name of the person; null where none is given beside the account of the operating system. */
  by: string | null;
  reason: string;
  now: Date;
  /** Loads the rows of old batches again that the decision puts in force; throws, and nothing is decided, when it cannot. */
  bringBack?: () => Promise<string[]>;
}

/** A batch as decisions see it. */
export interface DecidedBatch {
  batchId: number;
  source: string;
  fileName: string;
  acceptedCount: number;
  quarantinedCount: number;
  /** First days of the periods for which it is in force after the decision; for a rejected one, was until then. */
  periods: string[];
  /** What counted until the decision and counts no more: 10行（10人）; "" for nothing. */
  fallenOut: string;
  /** Why some of its rows are not used. */
  leftOut: string[];
  /** Files that are in force again because it no longer is. */
  broughtBack: string[];
}

/** Puts the good rows of a held (or rejected) batch in force; its quarantined rows stay out and stay kept. */
export async function acceptBatch(ledger: Warehouse, decision: Decision): Promise<DecidedBatch> {
  return ledger.transaction(async () => {
    const found = await findBatch(ledger, decision.batchId);
    const {state, isNone, ...batch} = found;
    if (state === "accepted")
      throw new UserError(`受付番号${batch.batchId}（${batch.fileName}）は、もう受け付けてあります。`);
    if (batch.acceptedCount === 0 && !isNone)
      throw new UserError(
        `受付番号${batch.batchId}（${batch.fileName}）には読める行が一つもありません。直したファイルを送り直してもらってください。`,
      );
    mustBeWhole(found);
    await mustBeAnswered(ledger, batch);
    const replaced = await replacedInForce(ledger, batch.batchId);
    await record(ledger, "accept", decision);
    const periods = await periodsInForce(ledger, batch.batchId);
    await decision.bringBack?.();
    if (periods.length > 0)
      return {
        ...{...batch, periods},
        fallenOut: await whatFellOut(ledger, batch, replaced),
        leftOut: await whatIsLeftOut(ledger, batch.batchId),
        broughtBack: [],
      };
    throw new UserError(
      `受付番号${batch.batchId}（${batch.fileName}）の期間は、どれも後から届いたファイルが使われています。` +
        "こちらを使うには、先に後のファイルを npx kaikaku reject で取り下げてください。",
    );
  });
}

async function whatIsLeftOut(ledger: Warehouse, batchId: number): Promise<string[]> {
  const reasons = await ledger.rows(statement("ledger.hold_reasons_of_batch"), {batch_id: batchId});
  return reasons.flatMap(({kind, reason}) => (isOfRows(String(kind)) ? [String(reason)] : []));
}

/** Rows and people of the files whose place it took. */
async function whatFellOut(
  ledger: Warehouse,
  {batchId, source}: Pick<DecidedBatch, "batchId" | "source">,
  replaced: Replaced[],
): Promise<string> {
  const contract = shippedContracts.find((one) => one.source === source);
  if (!contract || replaced.length === 0) return "";
  const fallenOut = await fallenOutBy(ledger, {contract, batchId}, replaced);
  return fallenOut.rows === 0 ? "" : fallenOutText(fallenOut);
}

/** UserError where rows that cannot be read would make another number of those that can. */
function mustBeWhole({batchId, fileName, source, quarantinedCount}: z.infer<typeof batchRow>): void {
  const contract = shippedContracts.find((one) => one.source === source);
  if (contract?.needsAllRows === undefined || quarantinedCount === 0) return;
  throw new UserError(
    `受付番号${batchId}（${fileName}）は、読めない${quarantinedCount}行を除いて使うことができません。${contract.title}は、${contract.needsAllRows}ためです。` +
      `npx kaikaku reply ${batchId} で作る手紙と直し用のExcelを送り主に返し、直したファイルを取り込んでください。何も変えていません。`,
  );
}

/** UserError that names the words, where nobody has said how the file is to be read. */
async function mustBeAnswered(
  ledger: Warehouse,
  {batchId, fileName}: Pick<DecidedBatch, "batchId" | "fileName">,
): Promise<void> {
  const open = await openQuestionsOf(ledger, batchId);
  const [first] = open;
  if (first === undefined) return;
  throw new UserError(
    `受付番号${batchId}（${fileName}）には、読み方が決まっていないところがあります: ${open.map(({text}) => text).join("／")}` +
      `（例: npx kaikaku accept ${batchId} --as ${first.answers[0]} --reason 理由）。何も変えていません。`,
  );
}

/** Takes a held or accepted batch out for good; where it was in force, the one before it is again. */
export async function rejectBatch(ledger: Warehouse, decision: Decision): Promise<DecidedBatch> {
  return ledger.transaction(async () => {
    const {state, isNone: _, ...batch} = await findBatch(ledger, decision.batchId);
    if (state === "rejected")
      throw new UserError(`受付番号${batch.batchId}（${batch.fileName}）は、もう取り下げてあります。`);
    const periods = await periodsInForce(ledger, batch.batchId);
    const before = await filesInForce(ledger);
    await record(ledger, "reject", decision);
    await decision.bringBack?.();
    const broughtBack = [...(await filesInForce(ledger))].filter(([key]) => !before.has(key));
    return {
      ...batch,
      periods,
      fallenOut: "",
      leftOut: [],
      broughtBack: [...new Set(broughtBack.map(([, name]) => name))],
    };
  });
}

const batchRow = z.strictObject({
  batchId: z.int(),
  source: z.string(),
  fileName: z.string(),
  acceptedCount: z.int(),
  quarantinedCount: z.int(),
  state: z.enum(["accepted", "held", "rejected"]),
  isNone: z.boolean(),
});

async function findBatch(ledger: Warehouse, batchId: number): Promise<z.infer<typeof batchRow>> {
  const [row] = await ledger.rows(statement("ledger.batch_state"), {batch_id: batchId});
  if (row) return batchRow.parse(row);
  throw new UserError(
    `受付番号${batchId}のファイルはありません。番号は npx kaikaku status で確かめられます。`,
  );
}

/** Name and number of each file in force, by file and period. */
async function filesInForce(ledger: Warehouse): Promise<Map<string, string>> {
  const rows = await ledger.rows(statement("ledger.periods_in_force"));
  return new Map(
    rows.map(({batch_id, period, file_name}) => [
      `${batch_id} ${period}`,
      `「${file_name}」（受付番号${batch_id}）`,
    ]),
  );
}

async function periodsInForce(ledger: Warehouse, batchId: number): Promise<string[]> {
  const rows = await ledger.rows(statement("ledger.periods_in_force_of_batch"), {batch_id: batchId});
  return rows.map(({period}) => String(period));
}

/** Takes a batch out because the same bytes are loaded anew, read as a person says. Runs inside that transaction. */
export async function rejectAsReadAgain(
  ledger: Warehouse,
  batchId: number,
  {by, reason, now}: Pick<Decision, "by" | "reason" | "now">,
): Promise<void> {
  await record(ledger, "reject", {batchId, by, now, reason: `読み方を指定して読み直した（${reason}）`});
}

/** Lets the rows of a batch in that a person had let in before it was read anew, under another number. Runs inside that transaction. */
export async function acceptAgain(
  ledger: Warehouse,
  {acceptedBefore, ...decision}: Decision & {acceptedBefore: number},
): Promise<void> {
  await carryHands(ledger, {from: acceptedBefore, to: decision.batchId, act: "accept"});
  await record(ledger, "accept", decision);
}

async function record(
  ledger: Warehouse,
  decision: "accept" | "reject",
  {batchId, by, reason, now}: Decision,
): Promise<void> {
  const account = accountHere();
  await ledger.run(statement("ledger.insert_decision"), {
    batch_id: batchId,
    decision,
    decided_at: now.toISOString(),
    decided_by: by === null ? accountText(account) : statedText(by, NO_NAME),
    reason: statedText(reason, NO_REASON),
  });
  await noteHand(ledger, batchId, {act: decision, account});
  await noteContent(ledger, batchId);
}

const NO_REASON = "理由を書いてください。例: --reason 欠けた2行は次の月に直すと人事課が確認";
const NO_NAME = "--by には氏名を書いてください（省くと、この機械の利用者名だけが記録に残ります）。";
