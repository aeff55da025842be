import {z} from "zod";
import {accessHead} from "./access-head.ts";
import {account} from "./account.ts";
import {buildEngine} from "./build-engine.ts";
import {modelOf} from "./kpi-model.ts";
import {kpiStatus} from "./marts/column-kinds.ts";
import {plainName} from "./plain-name.ts";

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** A batch in force: one accepted file, with the periods for which no later file supersedes it. */
const batch = z.strictObject({
  batchId: z.int(),
  source: z.string(),
  sourceTitle: z.string(),
  /** Months that one period of the source covers; null for lists and days of record. */
  periodMonths: z.int().nullable(),
  fileName: z.string(),
  sha256: z.string(),
  receivedOn: z.iso.date(),
  rowCount: z.int(),
  acceptedCount: z.int(),
  /** Who let a held file in although something was wrong with it, when and why; null when nothing was. */
  acceptance: z
    .strictObject({acceptedBy: z.string(), acceptedOn: z.iso.date(), reason: z.string()})
    .nullable()
    .default(null),
  /** First day of each period in force, or the day of record; one of 1900-01-01 for a list that is replaced whole. */
  periods: z.array(z.iso.date()),
  /** The city's words with which it was judged, as JSON; "" for the program's alone, and for releases of before. */
  words: z.string().default(""),
});

/** A model or function with its text: a relation "metrics.kpi_paper_sheets", or "functions.month_end". */
const model = z.object({
  name: z.string(),
  /** How people find it; null in releases from before it was noted. */
  file: z.string().nullable().default(null),
  description: z.string(),
  dependsOn: z.array(z.string()),
  sha256,
  text: z.string(),
});

/** The program that a release was made with: what stands in TypeScript and bears on figures, and its engine. */
export const program = z.object({
  /** As package.json says. */
  version: z.string(),
  /** Version of the engine's package. */
  engine: z.string(),
  /** Everything between the ledger and a release: the catalog's readers, the calendar, the required lines, the building. */
  calculation: sha256,
  /** Everything between a file and the ledger. It bears on the files that are loaded from then on. */
  reading: sha256,
});

export type Program = z.infer<typeof program>;

/**
 * Everything that a release's figures were made from. Keys of a later program are passed over, so that an earlier one
 * can go on reading what it left.
 */
export const ingredients = z.object({
  batches: z.array(batch),
  /** Each after those it reads. */
  models: z.array(model),
  /** Tables of the schema `catalog`: the hash is of the rows, so that a comment or a reordered line is no change. */
  catalog: z.array(z.strictObject({table: z.string(), file: z.string().nullable(), sha256})),
  /** Files of city as they lay there. */
  files: z.array(z.strictObject({file: z.string(), sha256})),
  /** What those of them that have keys say, key by key, and whose answer that is; nothing of releases from before it was noted. */
  decided: z
    .array(
      z.object({
        file: z.string(),
        by: z.enum(["city", "program"]),
        keys: z.record(z.string(), z.string()),
      }),
    )
    .default([]),
  kpis: z.array(
    z
      .object({
        kpiId: z.string(),
        model: z.string().nullable().default(null),
        /** What its measure rests on; null where its model says it. */
        sources: z.array(z.string()).nullable().default(null),
        officialScope: z.string(),
        /** Its domain of city/privacy.csv; null for releases from before it was noted. */
        privacy: z.string().nullable().default(null),
        isCumulative: z.boolean(),
        sha256,
      })
      .transform((kpi) => ({...kpi, model: modelOf(kpi)})),
  ),
  /** Null for releases from before it was noted. */
  program: program.nullable().default(null),
});

export type Ingredients = z.infer<typeof ingredients>;
export type BatchInForce = z.infer<typeof batch>;

/** A person who answers for a step, and why it was taken. */
const decision = z.object({by: z.string().nullable(), reason: z.string()});

export type Decision = z.infer<typeof decision>;

/** With the account of whose process it was; null for steps of before it was noted. */
export const accounted = decision.extend({account: account.nullable().default(null)});

/** A file that the approver's own account loaded or accepted. */
const ownFile = z.object({batchId: z.int(), fileName: z.string(), act: z.enum(["load", "accept"])});

export type OwnFile = z.infer<typeof ownFile>;

/** A file of the city's folder that the release is the first to rest on, and whose it is as the file system says. */
const changedFileOfCity = z.object({file: z.string(), by: z.enum(["approver", "another", "unknown"])});

export type ChangedFileOfCity = z.infer<typeof changedFileOfCity>;

/** The approver's own only where the city's policy lets one account be enough. */
export const approval = accounted.extend({
  ownFiles: z.array(ownFile).default([]),
  cityFiles: z.array(changedFileOfCity).default([]),
});

export type Approval = z.infer<typeof approval>;

const rollback = accounted.extend({to: z.string()});

/** What stands in front of the ingredients: enough to list releases. */
export const releaseHeader = z.object({
  releaseId: plainName,
  inputHash: z.string(),
  publishedAt: z.iso.datetime(),
  /** Day of publication in Japan. */
  releasedOn: z.iso.date(),
  /** The release that was current before; null for the first. */
  previousReleaseId: plainName.nullable(),
  figureCount: z.int(),
  revisionCount: z.int(),
  /** The release's file as it was published; null before files were noted. */
  file: z.strictObject({sha256, byteCount: z.int()}).nullable().default(null),
  /** manifest.json of the release's folder of Parquet files; null for releases from before there were such folders. */
  folder: z.strictObject({sha256, byteCount: z.int()}).nullable().default(null),
  /** What computed its models; null for releases from before it was noted. */
  engine: buildEngine.nullable().default(null),
  /** Where the log of who read what stood at the publication; null for releases of before, and while nobody had read anything. */
  accessLog: accessHead.nullable().default(null),
  /** Who approved the release, where the policy asked a person. */
  approval: approval.nullable().default(null),
  /** Definitions that are others than the release before had, in words; none of releases from before they were noted. */
  definitions: z.array(z.string()).default([]),
  /** Indicators that are judged otherwise at a quarter's end, or by another target or line. */
  judged: z
    .array(
      z.object({
        kpi_id: z.string(),
        short_name: z.string(),
        as_of_date: z.iso.date(),
        from_status: kpiStatus,
        to_status: kpiStatus,
      }),
    )
    .default([]),
  /** Set when this release brought the content of an earlier one back. */
  rollback: rollback.nullable().default(null),
  /** The last time that other ingredients (a newer program, a comment in a model) gave the same rows: nothing was published. */
  confirmed: z
    .object({on: z.iso.date(), inputHash: z.string(), program: program.nullable()})
    .nullable()
    .default(null),
});

export type ReleaseHeader = z.infer<typeof releaseHeader>;

/** How a check ended the last time that it looked at the release's rows. Releases of before have none on record. */
const checkResult = z.object({
  check: z.string(),
  rowCount: z.int(),
  /** Of its wrong rows; null where there are none, and for releases of before. */
  fingerprint: z.string().nullable().default(null),
  /** Where the check is the city's own: its file, what it says and the relations that it reads; null for the program's. */
  own: z
    .strictObject({file: z.string(), message: z.string(), reads: z.array(z.string())})
    .nullable()
    .default(null),
});

export type CheckResult = z.infer<typeof checkResult>;

/** A file of the city's folder as it lay there when a release was made. */
const cityFile = z.strictObject({
  file: z.string(),
  encoding: z.enum(["utf8", "base64"]),
  content: z.string(),
});

export type KeptCityFile = z.infer<typeof cityFile>;

/** The file beside a release: releases/<release>.manifest.json. */
export const releaseManifest = releaseHeader.extend({
  checks: z.array(checkResult).default([]),
  ingredients,
  /** The city's folder, whole; nothing of releases from before it was kept, and once the release itself has left. */
  city: z.array(cityFile).default([]),
  /** Those that last gave the same rows, without the models' texts; null while that never happened. */
  confirmedIngredients: ingredients.nullable().default(null),
});

export type ReleaseManifest = z.infer<typeof releaseManifest>;

/** What a later release is compared with: all that had happened to the ingredients before it was made. */
export function latestIngredients({ingredients, confirmedIngredients}: ReleaseManifest): Ingredients {
  return confirmedIngredients ?? ingredients;
}
