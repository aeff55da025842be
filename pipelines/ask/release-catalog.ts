import {z} from "zod";
import type {PublishedRelation} from "../../schemas/release-catalog.ts";
import {statement} from "../catalog/sql-files.ts";
import type {Home} from "../installation/home.ts";
import {openRelease} from "../releases/open.ts";

const described = z.strictObject({
  relation: z.string(),
  title: z.string().nullable(),
  column: z.string(),
  type: z.string(),
  text: z.string().nullable(),
});

/** The relations of a release with their columns, in the words that the release carries. */
export async function readCatalog(home: Home, releaseId: string | undefined): Promise<PublishedRelation[]> {
  const release = await openRelease(home, releaseId);
  try {
    const rows = await release.rows(statement("releases.described_columns"));
    const byRelation = Map.groupBy(z.array(described).parse(rows), ({relation}) => relation);
    return [...byRelation].map(([name, columns]) => ({
      name,
      title: columns[0]?.title ?? "",
      columns: columns.map(({column, type, text}) => ({name: column, type, text: text ?? ""})),
    }));
  } finally {
    release.close();
  }
}
