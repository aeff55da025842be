import {
  type FiscalQuarter,
  fiscalYearCode,
  parseFiscalYear,
  parseQuarter,
  quarterCode,
} from "../../schemas/fiscal-time.ts";
import {templateVersion} from "./template-version.ts";

/** Which paper it is: enough, with a release, to print it again. Without a programme it is of the first. */
export type DocumentName =
  | {kind: "scorecard"; quarter: FiscalQuarter; bureauCode: string | null; programmeId?: string | undefined}
  | {kind: "packet"; fiscalYear: number; programmeId?: string | undefined};

/** What a PDF's metadata say of its origin. */
export interface DocumentMark {
  document: DocumentName;
  releaseId: string;
  templates: string;
}

/** "kaikaku document=scorecard-R6Q2-B1010 release=2024-10-08-3f9c1a templates=1a2b3c4d" */
export function markText(document: DocumentName, releaseId: string): string {
  return `kaikaku document=${nameText(document)} release=${releaseId} templates=${templateVersion()}`;
}

function nameText(document: DocumentName): string {
  switch (document.kind) {
    case "scorecard": {
      const bureau = document.bureauCode === null ? "" : `-B${document.bureauCode}`;
      return `scorecard-${quarterCode(document.quarter)}${bureau}${programmeText(document)}`;
    }
    case "packet":
      return `packet-${fiscalYearCode(document.fiscalYear)}${programmeText(document)}`;
    default:
      return document satisfies never;
  }
}

function programmeText({programmeId}: DocumentName): string {
  return programmeId === undefined ? "" : `-P${programmeId}`;
}

const MARK =
  /^kaikaku document=(?:scorecard-(?<quarter>[RH]\d+Q[1-4])(?:-B(?<bureau>\S+?))?|packet-(?<year>[RH]\d+))(?:-P(?<programme>[a-z0-9_]+))? release=(?<release>\S+) templates=(?<templates>[0-9a-f]+)$/;

/** Undefined for the metadata of any other PDF. */
export function parseMark(text: string): DocumentMark | undefined {
  const {quarter, bureau, year, programme, release, templates} = MARK.exec(text)?.groups ?? {};
  if (release === undefined || templates === undefined) return undefined;
  const document: DocumentName =
    quarter === undefined
      ? {kind: "packet", fiscalYear: parseFiscalYear(year ?? "")}
      : {kind: "scorecard", quarter: parseQuarter(quarter), bureauCode: bureau ?? null};
  if (programme !== undefined) document.programmeId = programme;
  return {document, releaseId: release, templates};
}
