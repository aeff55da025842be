import {z} from "zod";
import type {DueAction} from "../../schemas/due.ts";
import {japaneseDay} from "../../schemas/japanese-day.ts";
import {correctiveActions} from "../catalog/corrective-actions.ts";
import {statement} from "../catalog/sql-files.ts";
import type {Home} from "../installation/home.ts";
import {currentRelease} from "../releases/history.ts";
import {openRelease} from "../releases/open.ts";

const behind = z.array(z.strictObject({kpi_id: z.string(), short_name: z.string()}));

type Behind = z.infer<typeof behind>;

/** What the register of corrective actions lacks, as the city has written it now: nothing is asked of a city without a release. */
export async function dueActions(home: Home, now: Date): Promise<DueAction[]> {
  const release = currentRelease(home);
  if (!release) return [];
  const opened = await openRelease(home, release.releaseId);
  const rows = await opened.rows(statement("releases.indicators_behind")).finally(() => opened.close());
  return lacking(behind.parse(rows), correctiveActions(home.city), japaneseDay(now));
}

type Register = ReturnType<typeof correctiveActions>;

/** Pure: of those that are behind, the ones without an open action; of all, what is late and what nobody answered. */
export function lacking(behindNow: Behind, register: Register, today: string): DueAction[] {
  const open = register.filter(({done_on}) => done_on === null);
  return [
    ...behindNow
      .filter(({kpi_id}) => open.every((action) => action.kpi_id !== kpi_id))
      .map((kpi) => ({...kpi, lacks: "unrecorded" as const, what: null, owner: null, due_on: null})),
    ...open
      .filter(({due_on}) => due_on < today)
      .map(({kpi_id, short_name, measure, owner, due_on}) => ({
        ...{lacks: "overdue" as const, kpi_id, short_name, what: measure, owner, due_on},
      })),
    ...register
      .filter(({opinion, answer}) => opinion !== null && answer === null)
      .map(({kpi_id, short_name, opinion, owner}) => ({
        ...{lacks: "unanswered" as const, kpi_id, short_name, what: opinion, owner, due_on: null},
      })),
  ];
}
