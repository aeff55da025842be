import {
  type FiscalQuarter,
  fiscalYearCode,
  parseFiscalYear,
  parseQuarter,
  quarterCode,
} from "../../schemas/fiscal-time.ts";
import {templateVersion} from "./template-version.ts";

/** Which paper it is: enough, with a release, to print it again. */
export type DocumentName = (
  | {kind: "scorecard"; quarter: FiscalQuarter; bureauCode: string | null}
  | {kind: "packet"; fiscalYear: number}
) & {
  /** Of the first where none is named. */
  programmeId?: string | undefined;
  /** The day by which 速報 and 確定 go, where a person named one. */
  day?: string | undefined;
};

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
      return `scorecard-${quarterCode(document.quarter)}${bureau}${partsText(document)}`;
    }
    case "packet":
      return `packet-${fiscalYearCode(document.fiscalYear)}${partsText(document)}`;
    default:
      return document satisfies never;
  }
}

function partsText({programmeId, day}: DocumentName): string {
  return [
    programmeId === undefined ? "" : `-P${programmeId}`,
    day === undefined ? "" : `-D${day.replaceAll("-", "")}`,
  ].join("");
}

const MARK =
  /^kaikaku document=(?:scorecard-(?<quarter>[RH]\d+Q[1-4])(?:-B(?<bureau>\S{1,100}?))?|packet-(?<year>[RH]\d+))(?:-P(?<programme>[a-z0-9_]{1,100}))?(?:-D(?<day>\d{8}))? release=(?<release>\S{1,100}) templates=(?<templates>[0-9a-f]+)$/;

/** Undefined for the metadata of any other PDF. */
export function parseMark(text: string): DocumentMark | undefined {
  const {quarter, bureau, year, programme, day, release, templates} = MARK.exec(text)?.groups ?? {};
  if (release === undefined || templates === undefined) return undefined;
  const document: DocumentName =
    quarter === undefined
      ? {kind: "packet", fiscalYear: parseFiscalYear(year ?? "")}
      : {kind: "scorecard", quarter: parseQuarter(quarter), bureauCode: bureau ?? null};
  if (programme !== undefined) document.programmeId = programme;
  if (day !== undefined) document.day = day.replace(/(\d{4})(\d{2})(\d{2})/, "$1-$2-$3");
  return {document, releaseId: release, templates};
}
