import {z} from "zod";
import {plainName} from "./plain-name.ts";

/** One relation of a release as a Parquet file beside the manifest. */
const relationFile = z.strictObject({
  /** "marts.dim_kpis". */
  relation: z.string(),
  file: plainName,
  title: z.string(),
  rows: z.int(),
  bytes: z.int(),
  sha256: z.string(),
  columns: z.array(z.strictObject({name: z.string(), type: z.string(), description: z.string()})),
});

/** manifest.json of the folder in which a release lies as Parquet files. */
export const folderManifest = z.strictObject({
  format: z.literal(1),
  releaseId: plainName,
  files: z.array(relationFile),
});

export type RelationFile = z.infer<typeof relationFile>;
export type FolderManifest = z.infer<typeof folderManifest>;
