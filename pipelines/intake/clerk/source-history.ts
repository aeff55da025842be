import {z} from "zod";
import type {Contract} from "../../../schemas/contract.ts";
import {monthsOfPeriod} from "../../../schemas/period-months.ts";
import {periodName} from "../../../schemas/period-name.ts";
import type {ReceivedFile, SourceHistory} from "../../../schemas/source-history.ts";
import {statement} from "../../catalog/sql-files.ts";
import type {Home} from "../../installation/home.ts";
import {readingLedger} from "../../ledger/read.ts";

const row = z.strictObject({
  batch_id: z.int(),
  file_name: z.string(),
  sha256: z.string(),
  period: z.iso.date().nullable(),
  received_at: z.string(),
  row_count: z.int(),
  quarantined_count: z.int(),
  state: z.enum(["accepted", "held", "rejected"]),
  is_in_force: z.boolean(),
  is_waiting: z.boolean(),
  sent_by: z.string().nullable(),
  decided_by: z.string().nullable(),
  reason: z.string().nullable(),
});

/** Every file of a kind that was ever recorded, by period, the latest first. UserError before anything was loaded. */
export function sourceHistory(home: Home, contract: Contract): Promise<SourceHistory> {
  const {source, title} = contract;
  const months = monthsOfPeriod(contract);
  return readingLedger(home, async (ledger) => {
    const rows = z.array(row).parse(await ledger.rows(statement("ledger.files_of_source"), {source}));
    const files = rows.map(
      ({state, is_in_force, is_waiting, ...file}): ReceivedFile => ({
        ...file,
        period_name: file.period === null ? "" : periodName(months, file.period),
        standing: standingOf({state, is_in_force, is_waiting}),
      }),
    );
    return {source, source_title: title, files};
  });
}

/** A held file waits no longer once a mended one has come. */
function standingOf({
  state,
  is_in_force,
  is_waiting,
}: Pick<z.infer<typeof row>, "state" | "is_in_force" | "is_waiting">): ReceivedFile["standing"] {
  if (state === "rejected") return "rejected";
  if (is_waiting) return "held";
  return is_in_force ? "in_force" : "replaced";
}
