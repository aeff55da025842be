import {cpSync, readdirSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, test} from "vitest";
import {z} from "zod";
import {describeFiles} from "../../pipelines/intake/clerk/describe-files.ts";
import {ingestFile} from "../../pipelines/intake/load/ingest-file.ts";
import {openLedger} from "../../pipelines/ledger/ledger.ts";
import {sampleHome} from "../sample-city.ts";
import {temporaryFolder} from "../temporary-folder.ts";

/** A folder of test/cases is a test: one file as someone sent it, and expected.json with what must become of it. */
const CASES = join(import.meta.dirname, "../cases");

const expectation = z.strictObject({
  /** Files that were accepted before it. */
  before: z.array(z.string()).default([]),
  /** Files of the folder that say how the city's files are: they go to its sources/. */
  words: z.array(z.string()).default([]),
  file: z.string(),
  outcome: z.enum(["accepted", "held", "refused"]),
  source: z.string().optional(),
  rows: z.int().optional(),
  accepted: z.int().default(0),
  quarantined: z.int().default(0),
  ignored: z.int().default(0),
  /** Texts that the clerk must be shown. */
  says: z.array(z.string()).default([]),
  /** Columns of the raw table, and the rows that must be in it. */
  select: z.string().optional(),
  where: z.string().default("true"),
  stored: z.array(z.array(z.unknown())).default([]),
});

describe("files as they are sent", () => {
  test.each(readdirSync(CASES))("%s", async (name) => {
    const expected = expectation.parse(JSON.parse(readFileSync(join(CASES, name, "expected.json"), "utf8")));
    const home = sampleHome(temporaryFolder());
    for (const file of expected.words)
      cpSync(join(CASES, name, file), join(home.city, "sources", file), {recursive: true});
    const ledger = await openLedger(home);
    const load = (file: string) =>
      ingestFile(ledger, join(CASES, name, file), {home, now: new Date("2024-10-08")});
    try {
      for (const file of expected.before) expect((await load(file)).kind).toBe("accepted");
      const outcome = await load(expected.file);
      const said = describeFiles([outcome]).join("\n");
      expect([outcome.kind, said]).toEqual([expected.outcome, expect.stringContaining("")]);
      for (const text of expected.says) expect(said).toContain(text);
      const batches = await ledger.rows(
        `select source, row_count, accepted_count, quarantined_count, ignored_count
         from intake.batches where batch_id > $1 order by batch_id`,
        [expected.before.length],
      );
      if (expected.outcome === "refused") {
        expect(batches).toEqual([]);
        expect(readdirSync(home.archive)).toEqual([]);
        return;
      }
      expect(batches).toEqual([
        {
          source: expected.source,
          row_count: expected.rows,
          accepted_count: expected.accepted,
          quarantined_count: expected.quarantined,
          ignored_count: expected.ignored,
        },
      ]);
      const [current] = await ledger.rows(
        "select count(*)::integer as periods from intake.current_periods where batch_id > $1",
        [expected.before.length],
      );
      expect(Number(current?.periods) > 0).toBe(expected.outcome === "accepted");
      const [bad] = await ledger.rows(
        "select count(distinct row_index)::integer as rows from intake.quarantined_cells",
      );
      expect(bad?.rows).toBe(expected.quarantined);
      if (!expected.select) return;
      const {rows} = await ledger.table(
        `select ${expected.select} from raw.${expected.source} where ${expected.where}`,
      );
      const sorted = (table: unknown[][]) =>
        table.map((row) => JSON.stringify(row.map((cell) => (cell === null ? null : String(cell))))).sort();
      expect(sorted(rows)).toEqual(sorted(expected.stored));
    } finally {
      ledger.close();
    }
  });
});
