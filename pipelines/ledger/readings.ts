import {z} from "zod";
import {statement} from "../catalog/sql-files.ts";
import type {Warehouse} from "../engine/open.ts";
import {answerAmong, type Hold, type Question} from "./hold.ts";

/** How the file of a batch was read. */
export interface ReadingRecord {
  batchId: number;
  /** The words with which people answered what the file left open. */
  readAs: string[];
  /** One line for people. */
  reading: string;
}

/** Notes how a file was read and what it asks. Runs inside the transaction that loads it. */
export async function noteReading(
  ledger: Warehouse,
  {batchId, readAs, reading}: ReadingRecord,
  questions: Question[],
): Promise<void> {
  await ledger.run(statement("ledger.insert_reading"), {
    batch_id: batchId,
    read_as: JSON.stringify(readAs),
    reading,
  });
  if (questions.length === 0) return;
  await ledger.run(statement("ledger.insert_questions"), {
    batch_id: batchId,
    questions: JSON.stringify(questions.map(({text, answers}) => ({text, answers}))),
  });
}

const questionRow = z.strictObject({text: z.string(), answers: z.array(z.string())});

/** What the file of a batch asks, answered or not. */
export async function questionsOf(ledger: Warehouse, batchId: number): Promise<Question[]> {
  const rows = await ledger.rows(statement("ledger.questions_of_batch"), {batch_id: batchId});
  return z
    .array(questionRow)
    .parse(rows)
    .map((row) => ({kind: "question", ...row}));
}

/** What the file of a batch asks and nobody has answered. */
export async function openQuestionsOf(ledger: Warehouse, batchId: number): Promise<Question[]> {
  const questions = await questionsOf(ledger, batchId);
  if (questions.length === 0) return [];
  const [row] = await ledger.rows(statement("ledger.batch_to_read_again"), {batch_id: batchId});
  const readAs = z.array(z.string()).parse(row?.readAs);
  return questions.filter((asked) => !isAnswered(asked, readAs));
}

/** The questions among reasons for holding. */
export function questionsIn(holds: Hold[]): Question[] {
  return holds.filter((hold) => hold.kind === "question");
}

export function isAnswered({answers}: Question, readAs: string[]): boolean {
  return answerAmong(answers, readAs) !== undefined;
}
