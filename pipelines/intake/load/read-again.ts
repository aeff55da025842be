import {z} from "zod";
import {UserError} from "../../../schemas/errors.ts";
import {contractsOf} from "../../catalog/contracts-of.ts";
import {statement} from "../../catalog/sql-files.ts";
import type {Warehouse} from "../../engine/open.ts";
import {archivedFile, readingArchived} from "../../installation/archive.ts";
import type {Home} from "../../installation/home.ts";
import {answerAmong} from "../../ledger/hold.ts";
import {holdToKey} from "../../ledger/hold-to-key.ts";
import {isAnswered, questionsOf} from "../../ledger/readings.ts";
import {judgeable} from "../judge/known-references.ts";
import {fingerprint} from "../read/decode.ts";
import {stampOf} from "../read/file-stamp.ts";
import {readTable} from "../read/read-table.ts";
import {withScratch} from "../read/with-scratch.ts";
import {type Decision, rejectAsReadAgain} from "./decide.ts";
import {load} from "./load-table.ts";
import {mustAnswer} from "./must-answer.ts";
import type {FileOutcome} from "./outcome.ts";

export interface ReadAgainOptions {
  home: Home;
  /** What a person answers; it takes the place of what was answered before to the same question. */
  answers: string[];
}

/**
 * Takes a batch out and loads its file anew from the archive, read as a person says, in one transaction; the new batch is
 * judged as any other. UserError, and nothing has changed, where a word answers nothing that its file asks.
 */
export async function readAgain(
  ledger: Warehouse,
  decision: Decision,
  options: ReadAgainOptions,
): Promise<FileOutcome> {
  await holdToKey(ledger, options.home);
  return ledger.transaction(() => readBatchAnew(ledger, decision, options));
}

/** The same inside the caller's transaction, with the ledger held to its key. */
export async function readBatchAnew(
  ledger: Warehouse,
  {batchId, bringBack, ...decision}: Decision,
  {home, answers}: ReadAgainOptions,
): Promise<FileOutcome> {
  const batch = await batchToRead(ledger, batchId);
  const questions = await questionsOf(ledger, batchId);
  mustAnswer(batch.fileName, answers, questions);
  const answered = questions.filter((question) => isAnswered(question, answers));
  const readAs = [
    ...batch.readAs.filter(
      (word) =>
        answerAmong(
          [word],
          answered.flatMap((one) => one.answers),
        ) === undefined,
    ),
    ...answers,
  ];
  const archived = archivedFile(home, batch.sha256);
  if (!archived)
    throw new UserError(
      `受付番号${batchId}（${batch.fileName}）の保管ファイルがないので、読み直せません。もう一度送ってもらい、npx kaikaku ingest ファイル --as ことば で取り込んでください。何も変えていません。`,
    );
  return readingArchived(home, archived, async (path) => {
    if (batch.state !== "rejected") await rejectAsReadAgain(ledger, batchId, decision);
    const outcome = await loadAs(ledger, {...batch, path, readAs}, {home, now: decision.now});
    await bringBack?.();
    return outcome;
  });
}

async function loadAs(
  ledger: Warehouse,
  {batchId, path, fileName, readAs}: Pick<BatchToRead, "batchId" | "fileName" | "readAs"> & {path: string},
  {home, now}: {home: Home; now: Date},
): Promise<FileOutcome> {
  return withScratch(home, async (scratchFile) => {
    const [stamp, bytes] = [stampOf(path), fingerprint(path)];
    const contracts = contractsOf(home.city);
    const table = readTable(path, bytes, {contracts, scratchFile, fileName, answers: readAs});
    const file = {path, fileName, stamp, bytes, table, references: await judgeable(ledger, table.contract)};
    const options = {home, now, readAs, isLast: true, known: undefined, readBefore: batchId, isTrial: false};
    return load(ledger, file, options);
  });
}

const batchRow = z.strictObject({
  batchId: z.int(),
  fileName: z.string(),
  sha256: z.string(),
  state: z.enum(["accepted", "held", "rejected"]),
  readAs: z.array(z.string()),
});

type BatchToRead = z.infer<typeof batchRow>;

async function batchToRead(ledger: Warehouse, batchId: number): Promise<BatchToRead> {
  const [row] = await ledger.rows(statement("ledger.batch_to_read_again"), {batch_id: batchId});
  if (row) return batchRow.parse(row);
  throw new UserError(
    `受付番号${batchId}のファイルはありません。番号は npx kaikaku status で確かめられます。`,
  );
}
