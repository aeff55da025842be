import {statement} from "../catalog/sql-files.ts";
import {closedOnFailure} from "../engine/closed-on-failure.ts";
import {openReadOnly, type Row} from "../engine/open.ts";

/** Numbers of the last batch and the last decision that a ledger knows; one of the first version has no decisions. */
export async function lastOf(path: string): Promise<{batch: number; decision: number}> {
  const ledger = await openReadOnly(path);
  return closedOnFailure(ledger, async () => {
    const [next] = await ledger.rows(statement("ledger.next_batch_id"));
    const tables = await ledger.rows(statement("ledger.intake_table_names"));
    const hasDecisions = tables.some(({table_name}) => table_name === "decisions");
    const [last] = hasDecisions ? await ledger.rows(statement("ledger.last_decision_number")) : [];
    ledger.close();
    return {batch: Number(next?.next) - 1, decision: Number(last?.last ?? 0)};
  });
}

/** A row of ledger.decisions_since, in words. */
export function decisionText({batch_id, file_name, decision, reason}: Row): string {
  return `受付番号${batch_id}（${file_name}）の${decision === "accept" ? "受付" : "取下げ"}（理由: ${reason}）`;
}
