import {z} from "zod";
import type {ReleaseDiff} from "./explanation.ts";
import {type BuildReport, buildReport} from "./kept-build.ts";
import {accounted, approval, program, releaseManifest} from "./release-manifest.ts";
import type {ReleaseAction} from "./release-policy.ts";

/** A rule that was broken: a check is a SELECT that returns wrong rows. */
const finding = z.strictObject({
  check: z.string(),
  /**
   * A blocking finding stops the release; the last one stays. A warning asks for a look. What is waiting is nobody's fault: a
   * kind of file that others rest on has not come yet.
   */
  severity: z.enum(["blocking", "warning", "waiting"]),
  message: z.string(),
  /** What the office does about it, with the command. */
  remedy: z.string(),
  /** The source of which some file would end it; null where none would. */
  needs: z.string().nullable(),
  rowCount: z.int(),
  /** The same for the same wrong rows: an acknowledgement holds as long as it stays. */
  fingerprint: z.string(),
  /** Null where the wrong rows are not of people. */
  peopleCount: z.int().nullable(),
  /** The files in force that the wrong rows are of, those with most of them first. */
  files: z.array(
    z.strictObject({
      batchId: z.int(),
      fileName: z.string(),
      sourceTitle: z.string(),
      /** Wrong rows of the file; null where the finding is of a computed value. */
      rowCount: z.int().nullable(),
    }),
  ),
  fileCount: z.int(),
  /** Some wrong rows in words, heading → value. Nothing in them stands for a person. */
  examples: z.array(z.record(z.string(), z.string())),
});

export type Finding = z.infer<typeof finding>;

/** Everything that a candidate rests on; whatever of it is another makes the candidate out of date. */
export const basis = z.strictObject({
  /** Name of all that figures are made from; null while nothing is accepted. */
  inputs: z.string().nullable(),
  /** Numbers of the latest batch, in force or not, and of the latest decision. */
  batch: z.int(),
  decision: z.int(),
  /** Models, catalog and policy, named from the project's folder. */
  files: z.array(z.strictObject({file: z.string(), sha256: z.string()})),
  program,
});

export type Basis = z.infer<typeof basis>;

/**
 * The file beside a candidate: a release that is built and checked, but not published. The times in its manifest are
 * those of the building; `previousReleaseId` is the release it was built to follow.
 */
export const candidate = z.strictObject({
  manifest: releaseManifest,
  findings: z.array(finding),
  basis,
  /** What of it was built anew; null where that was not noted. */
  built: buildReport.nullable().default(null),
  /** Who sent it back, why, and when; only that account may approve it then. */
  sentBack: accounted.extend({at: z.iso.datetime()}).nullable().default(null),
  /** An approval that waits for its hour. */
  agreed: approval.extend({publishAt: z.iso.datetime()}).nullable().default(null),
});

export type Candidate = z.infer<typeof candidate>;

/** What publishing a candidate would change, as `plan --json` prints it. */
export interface ReleasePlan {
  release_id: string;
  /** The current release that it would follow; null for the first. */
  base_release_id: string | null;
  built_at: string;
  action: ReleaseAction;
  /** The rules of city/release-policy.yaml that speak, the strictest first. */
  reasons: PlanReason[];
  /** Files in force that the current release was not made from. */
  new_files: PlannedFile[];
  /** Those that somebody may do something about. */
  findings: Finding[];
  /** Notes that the office has seen and lets be, as long as their rows stay the same. */
  acknowledged: Finding[];
  /** Null for the first release. */
  diff: ReleaseDiff | null;
  /** Null for the first release, and where the current one was made by the same program. */
  program: ProgramChange | null;
  /** Published relations whose rows differ from the current release's; none for the first release. */
  changed_relations: ChangedRelation[];
  /** Where the city's folder says something else than when the current release was made; none for the first release, and where that kept no folder. */
  changed_city: ChangedCityFile[];
  /** What of the candidate was built anew, and why; null where that was not noted. */
  built: BuildReport | null;
  /** What the relations that are named here are called in Japanese. */
  titles: Record<string, string>;
}

/** A file of the city's folder, and which of its keys say something else; none of a text. */
export interface ChangedCityFile {
  file: string;
  change: "new" | "changed" | "gone";
  keys: string[];
}

/** What the checks said, as it is told. */
export type Notes = Pick<ReleasePlan, "findings" | "acknowledged">;

export function notesOf({findings, acknowledged}: Notes): Notes {
  return {findings, acknowledged};
}

/** The program that made the current release (null: it is not noted) and the one that made the candidate, by name. */
export interface ProgramChange {
  from: string | null;
  to: string;
  /** Which parts are others; `reading` bears on files that are loaded from now on. Empty where `from` is null. */
  parts: ("calculation" | "reading" | "engine")[];
}

export interface ChangedRelation {
  /** "marts.fct_overtime_counts". */
  relation: string;
  /** Rows that only one of the two has. */
  row_count: number;
}

export interface PlanReason {
  /** The rule's change; "sent_back" and "agreed" for what people have said of the candidate. */
  change: string;
  action: ReleaseAction;
  reason: string;
  /** How many figures or checks make the rule speak, and the first of them. */
  count: number;
  examples: string[];
}

export interface PlannedFile {
  batch_id: number;
  source: string;
  source_title: string;
  file_name: string;
  received_on: string;
  row_count: number;
}
