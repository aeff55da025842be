import {z} from "zod";
import {NO_WORDS, type SourceWords} from "../../schemas/city-source.ts";
import type {Contract} from "../../schemas/contract.ts";
import {statement} from "../catalog/sql-files.ts";
import type {Warehouse} from "../engine/open.ts";

/** The words of a contract in one text that is the same exactly when they are; "" for the program's own. */
function wordsText({words}: Pick<Contract, "words">): string {
  return words ? JSON.stringify(words) : "";
}

/** Notes with which words the rows of a batch were judged. Runs inside the transaction that loads it. */
export async function noteWords(ledger: Warehouse, batchId: number, contract: Contract): Promise<void> {
  if (!contract.words) return;
  await ledger.run(statement("ledger.insert_words"), {batch_id: batchId, words: wordsText(contract)});
}

const judgedRow = z.strictObject({source: z.string(), words: z.string()});

/** The source of a batch, and the words of the city with which it was judged: "" for none. */
async function judgedIn(ledger: Warehouse, batchId: number): Promise<z.infer<typeof judgedRow>> {
  const [row] = await ledger.rows(statement("ledger.words_of_batch"), {batch_id: batchId});
  return row ? judgedRow.parse(row) : {source: "", words: ""};
}

/** With which words of the city the rows of a batch were judged. */
export async function wordsOfBatch(ledger: Warehouse, batchId: number): Promise<SourceWords> {
  const {words} = await judgedIn(ledger, batchId);
  return words === "" ? NO_WORDS : (JSON.parse(words) as SourceWords);
}

/** Whether the city has other words today than those with which something was judged. */
export function isJudgedOtherwise(
  {source, words}: z.infer<typeof judgedRow>,
  contracts: readonly Contract[],
): boolean {
  const today = contracts.find((contract) => contract.source === source);
  return today !== undefined && wordsText(today) !== words;
}

/** The same of a batch. */
export async function isInOtherWords(
  ledger: Warehouse,
  batchId: number,
  contracts: readonly Contract[],
): Promise<boolean> {
  return isJudgedOtherwise(await judgedIn(ledger, batchId), contracts);
}
