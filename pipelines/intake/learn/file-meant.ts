import {existsSync} from "node:fs";
import {basename, join} from "node:path";
import {z} from "zod";
import {UserError} from "../../../schemas/errors.ts";
import {namedAmong} from "../../catalog/one-named.ts";
import {statement} from "../../catalog/sql-files.ts";
import {archivedFile, readingArchived} from "../../installation/archive.ts";
import type {Home} from "../../installation/home.ts";
import {readingLedger} from "../../ledger/read.ts";
import {batchMeant, batchNumber, heldNames} from "../clerk/batch-meant.ts";
import {refusedFiles} from "../clerk/intake-status.ts";
import {nameAsSent} from "../clerk/reply.ts";

/** A file that can be read, and what its sender called it. */
export interface FileMeant {
  path: string;
  name: string;
}

/**
 * Gives `work` the file that a person means: by its place; else one of the inbox, one that was refused (by the name it was sent
 * under) or one that is held (by its name, source or number).
 */
export async function withFileMeant<Result>(
  home: Home,
  typed: string,
  work: (file: FileMeant) => Promise<Result>,
): Promise<Result> {
  const place = placeOf(home, typed);
  if (place !== undefined) return work(place);
  const batchId = await heldMeant(home, typed);
  if (batchId === undefined) return work({path: typed, name: basename(typed)});
  const {file_name, sha256} = await fileOf(home, batchId);
  const kept = archivedFile(home, sha256);
  if (kept === undefined)
    throw new UserError(
      `受付番号${batchId}（${file_name}）の保管ファイルがありません。元のファイルを指定してください。`,
    );
  return readingArchived(home, kept, (path) => work({path, name: file_name}));
}

function placeOf(home: Home, typed: string): FileMeant | undefined {
  if (existsSync(typed)) return {path: typed, name: nameAsSent(basename(typed))};
  const waiting = join(home.inbox, typed);
  if (basename(typed) === typed && existsSync(waiting)) return {path: waiting, name: typed};
  const refused = refusedFiles(home);
  const found =
    refused.find(({file}) => file === typed) ?? refused.findLast(({file}) => nameAsSent(file) === typed);
  return found && {path: join(home.refused, found.file), name: nameAsSent(found.file)};
}

/** Undefined where no held file has that name or number. */
async function heldMeant(home: Home, typed: string): Promise<number | undefined> {
  if (!existsSync(home.ledger)) return undefined;
  const number = batchNumber(typed);
  if (number !== undefined) return number;
  return namedAmong(typed, await heldNames(home)).length === 0 ? undefined : batchMeant(home, typed);
}

const fileRow = z.looseObject({file_name: z.string(), sha256: z.string()});

async function fileOf(home: Home, batchId: number): Promise<z.infer<typeof fileRow>> {
  const [row] = await readingLedger(home, (ledger) =>
    ledger.rows(statement("ledger.file_of_batch"), {batch_id: batchId}),
  );
  if (row) return fileRow.parse(row);
  throw new UserError(`受付番号${batchId}はありません。受付番号は npx kaikaku status で確かめられます。`);
}
