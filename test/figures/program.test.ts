import {spawnSync} from "node:child_process";
import {cpSync, readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import {afterAll, beforeAll, beforeEach, describe, expect, test} from "vitest";
import {type Home, openHome} from "../../pipelines/installation/home.ts";
import {manifestFile} from "../../pipelines/releases/files.ts";
import {currentRelease, publishedReleases, readManifest} from "../../pipelines/releases/history.ts";
import {programIn, sourcesFrom} from "../../pipelines/releases/program.ts";
import {releasePlanText} from "../../reports/terminal/release-plan.ts";
import type {ReleasePlan} from "../../schemas/release-plan.ts";
import {HEADINGS} from "../models/tiny-city.ts";
import {lastingFolder} from "../temporary-folder.ts";
import {ledgerRows, overtime, projectCopy, publishedCity, runElsewhere, send} from "./small-city.ts";

const PROJECT = fileURLToPath(new URL("../..", import.meta.url));

/** The line to the target becomes a step: the target is required from the first year on. */
const LINE = {
  file: "pipelines/catalog/required-path.ts",
  from: "value: start.value,",
  to: "value: start.value && nearestIn(target, start.value),",
};
/** Rows from January 2025 on are passed over: no table of the catalog tells it. */
const ROWS = {
  file: "pipelines/ledger/rows-in-force.ts",
  from: "periods.batch_id = rows.batch_id",
  to: "periods.batch_id = rows.batch_id and periods.period < '2025-01-01'",
};
const COMMENT = {
  file: "pipelines/catalog/calendar.ts",
  from: "export function openingDays",
  to: "// Days on which the office is open.\nexport function openingDays",
};
const SQL_COMMENT = {
  file: "sql/metrics/kpi_overtime_over_480h.sql",
  from: "select",
  to: "-- one line more\nselect",
};
const READER = {file: "pipelines/intake/read/read-cell.ts", from: "function ", to: "/* cells */ function "};
const ENGINE = {
  file: "package.json",
  from: /"@duckdb\/node-api": "[^"]*"/,
  to: '"@duckdb/node-api": "9.9.9"',
};

const MAY_FILE = {"時間外_5月訂正.csv": [HEADINGS.overtime, ...overtime("2024-05", "300:00")].join("\n")};

describe("a release and the program that made it", () => {
  const {folder, remove} = lastingFolder();
  let count = 0;
  let published: Home;
  /** The published city, for one test. */
  let home: Home;
  let first: string;

  beforeAll(async () => {
    published = await publishedCity(join(folder, "published"));
    first = currentRelease(published)?.releaseId ?? "";
  }, 120_000);

  beforeEach(() => {
    count += 1;
    const root = join(folder, `home-${count}`);
    cpSync(join(folder, "published"), root, {recursive: true});
    home = openHome(root);
  });

  afterAll(remove);

  /** A copy of the project in which a text of one file is another. */
  function changed(...changes: {file: string; from: string | RegExp; to: string}[]): string {
    count += 1;
    const project = projectCopy(join(folder, `project-${count}`));
    for (const {file, from, to} of changes) {
      const text = readFileSync(join(project, file), "utf8");
      const other = text.replace(from, to);
      if (other === text) throw new Error(`${file} has no ${from}`);
      writeFileSync(join(project, file), other);
    }
    return project;
  }

  /** What a program in another folder would publish. */
  function planElsewhere(day: string, project: string): ReleasePlan & {kind?: string} {
    const script = fileURLToPath(new URL("./run-plan.ts", import.meta.url));
    const args = [script, project, join(home.inbox, ".."), `${day}T00:00:00Z`];
    const {stdout, stderr} = spawnSync(process.execPath, args, {encoding: "utf8"});
    expect(stderr).toBe("");
    return JSON.parse(stdout);
  }

  const runAt = (day: string, project: string) => runElsewhere(home, `${day}T00:00:00Z`, {project});
  const causes = async (day: string): Promise<string[]> => {
    const rows = await ledgerRows(
      home,
      `select distinct cause from figures.records inner join figures.releases using (release_number)
       where released_on = '${day}' order by cause`,
    );
    return rows.map(({cause}) => String(cause));
  };

  test("a corrected line is no news of any file: the plan names the program and the statuses that turn, and a person is asked", () => {
    const plan = planElsewhere("2025-06-03", changed(LINE));
    expect(plan.program).toMatchObject({parts: ["calculation"]});
    expect(plan.new_files).toEqual([]);
    expect(plan.diff?.moved).toEqual([]);
    const move = plan.diff?.judged.find(
      ({kpi_id, as_of_date}) => kpi_id === "overtime_over_480h" && as_of_date === "2025-03-31",
    );
    expect(move).toMatchObject({
      from_status: "on_track",
      to_status: "slightly_behind",
      to_required: 0,
      is_by_program: true,
      cause: "プログラムを更新（city/kpis.yaml からの計算のしかた）",
    });
    expect(plan.action).toBe("approve");
    expect(plan.reasons[0]).toMatchObject({change: "moved_by_program"});
    const text = releasePlanText(plan);
    expect(text).toContain(`プログラム  ${plan.program?.from}から ${plan.program?.to}に変わりました`);
    expect(text).toMatch(/令和7年3月31日 .*順調 +やや遅れ/);
    expect(text).toMatch(/中身の変わる表: .*fct_scoreboard/);
  });

  test("figures that a correction moves are the program's, and the next file is not blamed for them", async () => {
    const project = changed(ROWS);
    expect(runAt("2025-06-03", project)).toBe("published");
    const [program] = (await causes("2025-06-03")).filter((cause) => cause.startsWith("プログラム"));
    expect(program).toMatch(/^プログラムを 0\.1\.0（[0-9a-f]{6}）から 0\.1\.0（[0-9a-f]{6}）に更新$/);
    send(home, MAY_FILE);
    expect(runAt("2025-06-04", project)).toBe("published");
    const later = await causes("2025-06-04");
    expect(later.filter((cause) => cause.includes("時間外_5月訂正.csv"))).not.toEqual([]);
    expect(later.filter((cause) => cause.includes("プログラム"))).toEqual([]);
  });

  test.each([
    ["a comment in the program", [COMMENT], ["calculation"]],
    ["a comment in a model", [SQL_COMMENT], null],
    ["both", [COMMENT, SQL_COMMENT], ["calculation"]],
    ["another engine", [ENGINE], ["engine"]],
  ])(
    "%s that changes no row makes no release, is noted once, and is blamed for nothing",
    async (_, changes, parts) => {
      const project = changed(...changes);
      const plan = planElsewhere("2025-06-03", project);
      expect(plan.kind).toBe("confirmed");
      expect(plan.program?.parts ?? null).toEqual(parts);
      expect(publishedReleases(home).map(({releaseId}) => releaseId)).toEqual([first]);
      const {confirmed, ingredients} = readManifest(home, first);
      expect(confirmed).toMatchObject({on: "2025-06-03", program: programIn(project)});
      expect(ingredients).toEqual(readManifest(published, first).ingredients);
      expect(runAt("2025-06-04", project)).toBe("unchanged");
      send(home, MAY_FILE);
      expect(runAt("2025-06-05", project)).toBe("published");
      for (const cause of await causes("2025-06-05")) expect(cause).not.toMatch(/プログラム|計算式|DuckDB/);
    },
  );

  test("another reader moves nothing by itself; with the next file the plan says it, and the file is the cause", () => {
    const project = changed(READER);
    expect(planElsewhere("2025-06-03", project).kind).toBe("unchanged");
    send(home, MAY_FILE);
    const plan = planElsewhere("2025-06-04", project);
    expect(plan.program?.parts).toEqual(["reading"]);
    const found = plan.diff?.moved ?? [];
    expect(found.length).toBeGreaterThan(0);
    for (const {cause, is_by_program} of found) {
      expect(cause).toContain("時間外_5月訂正.csv");
      expect(is_by_program).toBe(false);
    }
    expect(releasePlanText(plan)).toContain("これから取り込むファイルだけに効きます");
  });

  test("a release of before programs were noted is read, and no figure's move is laid on its program", () => {
    const file = manifestFile(home, first);
    const {ingredients, confirmed: _, confirmedIngredients: __, ...old} = readManifest(home, first);
    const {program: ___, ...without} = ingredients;
    writeFileSync(file, JSON.stringify({...old, ingredients: without}));
    send(home, MAY_FILE);
    const plan = planElsewhere("2025-06-03", PROJECT);
    expect(plan.program).toMatchObject({from: null});
    expect(plan.diff?.moved.length).toBeGreaterThan(0);
    for (const {cause, is_by_program} of plan.diff?.moved ?? []) {
      expect(cause).not.toContain("プログラム");
      expect(is_by_program).toBe(false);
    }
    expect(releasePlanText(plan)).toContain("どのプログラムで作ったかの記録がありません");
  });

  test("its name does not depend on line endings, and covers what computes and what reads", () => {
    const project = changed();
    const file = join(project, LINE.file);
    writeFileSync(file, readFileSync(file, "utf8").replaceAll("\n", "\r\n"));
    expect(programIn(project)).toEqual(programIn(PROJECT));
    const files = (root: string) => sourcesFrom(PROJECT, [root]).texts.map(([name]) => name);
    const computing = files("pipelines/build/candidate.ts");
    for (const name of [LINE.file, ROWS.file, COMMENT.file, "schemas/kpi.ts", "pipelines/engine/open.ts"])
      expect(computing).toContain(name);
    expect(computing).not.toContain(READER.file);
    expect(files("pipelines/ledger/version.ts")).toContain("sql/ledger/intake_tables.sql");
    expect(files("pipelines/intake/load/ingest-file.ts")).toEqual(
      expect.arrayContaining([
        READER.file,
        "pipelines/intake/read/csv-thread.ts",
        "schemas/sources/overtime.ts",
      ]),
    );
  });
});
