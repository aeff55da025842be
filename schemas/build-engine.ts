import {z} from "zod";

/** What computed a release's models: an engine and the version that it says. */
export const buildEngine = z.strictObject({name: z.enum(["duckdb", "spark"]), version: z.string()});

export type BuildEngine = z.infer<typeof buildEngine>;

const NAMES: Record<BuildEngine["name"], string> = {duckdb: "DuckDB", spark: "Apache Spark"};

/** "Apache Spark 4.1.1" */
export function engineText({name, version}: BuildEngine): string {
  return `${NAMES[name]} ${version}`;
}
