import {type FiscalQuarter, quarterCode} from "../../schemas/fiscal-time.ts";
import {documentFileName} from "../../schemas/plain-name.ts";
import {type Programme, programmePart} from "../values/read-programmes.ts";

/** "scorecard_R6Q2_1010_2024-10-08-3f9c1a.pdf"; of a programme that is not the first "scorecard_women_R6Q2_…", as of a day "…_20241008時点.pdf", of a candidate "案_scorecard_…". */
export function scorecardFileName(
  quarter: FiscalQuarter,
  {
    programme,
    bureau,
    releaseId,
    day,
    isDraft,
  }: {
    programme: Programme;
    bureau: string;
    releaseId: string;
    day?: string | undefined;
    isDraft?: boolean | undefined;
  },
): string {
  const parts = [
    ...(isDraft ? ["案"] : []),
    "scorecard",
    programmePart(programme),
    `${quarterCode(quarter)}${bureau}`,
    releaseId,
    ...dayPart(day),
  ];
  return documentFileName(parts, "pdf");
}

/** What a paper as of another day than its release's is called besides. */
export function dayPart(day: string | undefined): string[] {
  return day === undefined ? [] : [`${day.replaceAll("-", "")}時点`];
}
