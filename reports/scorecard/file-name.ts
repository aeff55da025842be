import {type FiscalQuarter, quarterCode} from "../../schemas/fiscal-time.ts";
import {documentFileName} from "../../schemas/plain-name.ts";
import {type Programme, programmePart} from "../values/read-programmes.ts";

/** "scorecard_R6Q2_1010_2024-10-08-3f9c1a.pdf"; of a programme that is not the first "scorecard_women_R6Q2_…". */
export function scorecardFileName(
  quarter: FiscalQuarter,
  {programme, bureau, releaseId}: {programme: Programme; bureau: string; releaseId: string},
): string {
  const parts = ["scorecard", programmePart(programme), `${quarterCode(quarter)}${bureau}`, releaseId];
  return documentFileName(parts, "pdf");
}
