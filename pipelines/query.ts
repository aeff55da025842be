import {UserError} from "../schemas/errors.ts";
import type {ResultTable, Warehouse} from "./warehouse/open.ts";

/**
 * Runs one SELECT of an analyst on a release. The release is open read-only and locked; the engine's own parser
 * says whether the text is one SELECT. UserError carries the engine's message.
 */
export async function query(release: Warehouse, sql: string): Promise<ResultTable> {
  await mustBeOneSelect(release, sql);
  return release.table(sql).catch((cause: unknown) => {
    throw new UserError(`SQLを実行できません。${messageOf(cause)}`, {cause});
  });
}

async function mustBeOneSelect(release: Warehouse, sql: string): Promise<void> {
  const [row] = await release.rows("select json_serialize_sql($1::varchar)::varchar as tree", [sql]);
  const tree = JSON.parse(String(row?.tree)) as {
    error: boolean;
    error_message?: string;
    statements?: unknown[];
  };
  if (tree.error) throw new UserError(`SELECT文を1つだけ書いてください。${tree.error_message ?? ""}`);
  if (tree.statements?.length !== 1) throw new UserError("SELECT文は1回に1つだけ実行できます。");
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
