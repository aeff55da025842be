import type {MartRow} from "../../schemas/marts.ts";

type KpiValue = MartRow<"marts.fct_kpi_values">;
type Revision = MartRow<"marts.fct_revisions">;

/** The mark 改定 as readers of the packet need it: what the scorecard calls revised may be news of theirs no more, or still. */
export function markedForPacket(
  values: KpiValue[],
  {ofScorecard, ofPacket}: {ofScorecard: Revision[]; ofPacket: Revision[]},
): KpiValue[] {
  const key = ({kpi_id, period_kind, period_end, scope_id, bureau_code}: KpiValue | Revision) =>
    [kpi_id, period_kind, period_end, scope_id, bureau_code].join(" ");
  const revised = new Set(ofPacket.map(key));
  const settled = new Map(ofScorecard.map((row) => [key(row), row.settled_status]));
  return values.map((value) => {
    if (revised.has(key(value))) return {...value, observation_status: "revised"};
    const before = settled.get(key(value));
    return before === undefined ? value : {...value, observation_status: before};
  });
}
