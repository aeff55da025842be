import {cpSync, mkdtempSync, readdirSync, rmSync, statSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, beforeAll, describe, expect, test} from "vitest";
import {openReadOnly, type Warehouse} from "../../pipelines/engine/open.ts";
import {openHome} from "../../pipelines/installation/home.ts";
import {openRelease} from "../../pipelines/releases/open.ts";
import {shippedContracts as contracts} from "../../schemas/sources.ts";
import {kaikaku} from "../run-cli.ts";
import {writtenSample} from "../sample/written-sample.ts";
import {sampleHome} from "../sample-city.ts";
import {commandTests} from "./command-tests.ts";
import {computedFiguresTests} from "./computed-figures-tests.ts";
import {documentTests} from "./document-tests.ts";
import {fullViewTests} from "./full-view-tests.ts";
import {packetTests} from "./packet-tests.ts";
import {recomputedTests} from "./recomputed-tests.ts";
import {releaseTests} from "./release-tests.ts";
import {savedQueryTests} from "./saved-query-tests.ts";

/** The whole job on the sample city, run once as a user runs it. */
let home: string;
let firstRun: {status: number | null; stdout: string};
let release: Warehouse;

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), "kaikaku-city-"));
  sampleHome(home);
  cpSync(await writtenSample(), join(home, "inbox"), {recursive: true});
  firstRun = kaikaku(home, ["run"]);
  release = await openRelease(openHome(home));
}, 600_000);

afterAll(() => {
  release?.close();
  rmSync(home, {recursive: true, force: true});
});

describe("the run", () => {
  test("tells any DuckDB tool in the release itself what its relations and columns mean", async () => {
    const untold = await release.rows(
      `select table_name as name, comment from duckdb_tables() where comment is null or comment = ''
       union all select column_name, comment from duckdb_columns() where schema_name = 'marts' and coalesce(comment, '') = ''`,
    );
    expect(untold).toEqual([]);
  });

  test("loads every file, publishes and names the PDF", () => {
    expect(firstRun.status).toBe(0);
    expect(firstRun.stdout).toMatch(/公開版 {2}\d{4}-\d\d-\d\d-[0-9a-f]{6} を公開しました/);
    expect(firstRun.stdout).toMatch(/PDF {2}.*scorecard_R6Q2_.*\.pdf/);
    expect(readdirSync(join(home, "inbox"))).toEqual([]);
  });

  test("run again with nothing new changes no file of the home", () => {
    const before = filesWithTimes();
    const {status, stdout} = kaikaku(home, ["run"]);
    expect(status).toBe(0);
    expect(stdout).toContain("変わっていません");
    expect(filesWithTimes()).toEqual(before);
  });

  test("the same bytes under another name are known, and nothing changes", () => {
    const [archived = ""] = readdirSync(join(home, "archive"));
    cpSync(join(home, "archive", archived), join(home, "inbox", "別名.csv"));
    const {status, stdout} = kaikaku(home, ["run"]);
    expect(status).toBe(0);
    expect(stdout).toContain("別名.csv は前に取り込んだファイルと同じ中身です");
    expect(stdout).toContain("変わっていません");
  });

  test("every batch accounts for all its rows", async () => {
    const ledger = await openReadOnly(join(home, "ledger.duckdb"));
    const batches = await ledger.rows("select * from intake.batches");
    const counts = contracts.map(
      ({source}) => `select batch_id, count(*)::integer as rows from raw.${source} group by 1`,
    );
    const stored = await ledger.rows(counts.join(" union all "));
    ledger.close();
    const rowsOf = new Map(stored.map((row) => [row.batch_id, row.rows]));
    expect(batches.length).toBe(readdirSync(join(home, "archive")).length);
    for (const batch of batches) {
      expect(batch.state).toBe("accepted");
      expect(rowsOf.get(batch.batch_id ?? 0)).toBe(batch.accepted_count);
      expect(Number(batch.accepted_count) + Number(batch.ignored_count)).toBe(batch.row_count);
    }
  });
});

function filesWithTimes(): [string, number, number][] {
  return readdirSync(home, {recursive: true, withFileTypes: true})
    .filter((entry) => entry.isFile())
    .map((entry): [string, number, number] => {
      const path = join(entry.parentPath, entry.name);
      const {mtimeMs, size} = statSync(path);
      return [path, mtimeMs, size];
    })
    .sort();
}

computedFiguresTests(() => release);
releaseTests(
  () => home,
  () => release,
);
recomputedTests(() => release);
commandTests(
  () => home,
  () => release,
);
savedQueryTests(
  () => home,
  () => release,
);
packetTests(() => home);
documentTests(() => home);
fullViewTests(
  () => home,
  () => release,
);
