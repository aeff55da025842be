import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import {dirname, join} from "node:path";
import {expect, test} from "vitest";
import {auditCandidate} from "../../pipelines/audit/audit-candidate.ts";
import {keptFiles} from "../../pipelines/build/kept-build.ts";
import {transform} from "../../pipelines/build/transform.ts";
import {openWritable, type Row} from "../../pipelines/engine/open.ts";
import {fingerprintOf} from "../../pipelines/installation/fingerprint-of.ts";
import type {Home} from "../../pipelines/installation/home.ts";
import {openLedgerFile} from "../../pipelines/ledger/ledger.ts";
import type {BuildReport} from "../../schemas/kept-build.ts";
import {MONTHS, overtime, publishedCity, roster, runRelease, send} from "../figures/small-city.ts";
import {HEADINGS} from "../models/tiny-city.ts";
import {temporaryFolder} from "../temporary-folder.ts";

const SILENT = {info: () => {}, warn: () => {}, progress: () => {}};

/** Builds as a candidate is built; says what was built anew, and every figure. */
async function goOn(home: Home): Promise<{report: BuildReport | undefined; figures: Row[]}> {
  const identity = {releaseId: "2025-06-03-000000", createdOn: "2025-06-03", goesOn: true} as const;
  const {warehouse, kept} = await transform(home, identity, SILENT);
  try {
    const figures = await warehouse.rows("from marts.fct_kpi_values order by all");
    return {report: await kept?.keep(), figures};
  } finally {
    warehouse.close();
  }
}

function saidOtherwise(home: Home, what: string): void {
  const {note} = keptFiles(home);
  const text = readFileSync(note, "utf8");
  const other = text.replace(
    new RegExp(`"${what}":"(\\w)`),
    (_, first) => `"${what}":"${first === "0" ? 1 : 0}`,
  );
  expect(other).not.toBe(text);
  writeFileSync(note, other);
}

const DAMAGES: Record<string, (home: Home) => void> = {
  "whose note nobody wrote, as its process died": (home) => rmSync(keptFiles(home).note),
  "whose note is torn": (home) => writeFileSync(keptFiles(home).note, "{"),
  "whose file is another than its note says": (home) => appendFileSync(keptFiles(home).relations, "x"),
  "whose file is gone": (home) => rmSync(keptFiles(home).relations),
  "in whose place a folder is": (home) => folderInPlaceOf(keptFiles(home).relations),
  "whose note's place a folder has": (home) => folderInPlaceOf(keptFiles(home).note),
  "of 1 TB": (home) => truncateSync(keptFiles(home).relations, 1e12),
  "whose note is of 1 TB": (home) => truncateSync(keptFiles(home).note, 1e12),
  "whose file is a link": (home) => linkInPlaceOf(keptFiles(home).relations),
  "whose note is a link": (home) => linkInPlaceOf(keptFiles(home).note),
  "whose note names what is not in it": (home) =>
    noteOf(home, ({"marts.fct_kpi_values": of, ...others}) => ({...others, "marts.gone": of})),
  "whose note leaves out what is in it": (home) =>
    noteOf(home, ({"marts.fct_kpi_values": _, ...others}) => others),
  "whose note leaves out what the program filled": (home) => {
    const {note} = keptFiles(home);
    writeFileSync(note, JSON.stringify({...JSON.parse(readFileSync(note, "utf8")), tables: {}}));
  },
  "whose note names a statement": (home) =>
    noteOf(home, (of) => ({
      ...of,
      "marts.fct_kpi_values; drop table marts.fct_kpi_values": of["marts.fct_kpi_values"],
    })),
  "that no engine opens": (home) => {
    writeFileSync(keptFiles(home).relations, "no database");
    noteAsWritten(home);
  },
  "of another program": (home) => saidOtherwise(home, "calculation"),
  "with other functions": (home) => saidOtherwise(home, "functions"),
};

/** Changes which relations a note names. */
function noteOf(home: Home, change: (relations: Record<string, unknown>) => Record<string, unknown>): void {
  const {note} = keptFiles(home);
  const kept = JSON.parse(readFileSync(note, "utf8"));
  writeFileSync(note, JSON.stringify({...kept, relations: change(kept.relations)}));
}

function folderInPlaceOf(file: string): void {
  rmSync(file);
  mkdirSync(join(file, "x"), {recursive: true});
}

function linkInPlaceOf(file: string): void {
  renameSync(file, join(dirname(file), "..", "elsewhere"));
  symlinkSync("../elsewhere", file);
}

/** Says of the file that lies there that it was built. */
function noteAsWritten(home: Home): void {
  const {note, relations} = keptFiles(home);
  const kept = JSON.parse(readFileSync(note, "utf8"));
  writeFileSync(note, JSON.stringify({...kept, file: fingerprintOf(relations)}));
}

test("a file with code of its own is not gone on with, whatever its note says, nor is a log played back that lies beside", async () => {
  const home = await publishedCity(temporaryFolder());
  const {figures} = await goOn(home);
  const planted = await openWritable(keptFiles(home).relations);
  await planted.run("drop table marts.fct_kpi_values");
  await planted.run("create view marts.fct_kpi_values as from read_text('/etc/hostname')");
  planted.close();
  noteAsWritten(home);
  mkdirSync(join(`${keptFiles(home).relations}.wal`, "x"), {recursive: true});
  const {report, figures: after} = await goOn(home);
  expect(after).toEqual(figures);
  expect(report?.anew.length).toBe(report?.relations);
});

test("a build that is not whole, or another program's, is thrown away, and costs no figure", async () => {
  const home = await publishedCity(temporaryFolder());
  const whole = await goOn(home);
  expect(whole.report?.anew.length).toBeLessThan(30);
  for (const [what, damage] of Object.entries(DAMAGES)) {
    damage(home);
    const {report, figures} = await goOn(home);
    expect(report?.anew.length, what).toBe(report?.relations);
    expect(figures, what).toEqual(whole.figures);
  }
  expect((await goOn(home)).report?.anew).toEqual([]);
});

test("what was not built to its end leaves no note behind", async () => {
  const home = await publishedCity(temporaryFolder());
  const identity = {releaseId: "x", createdOn: "2025-06-03", goesOn: true} as const;
  (await transform(home, identity, SILENT)).warehouse.close();
  expect(existsSync(keptFiles(home).note)).toBe(false);
});

test("a row that becomes another is followed from the models that read it to the figures, and nothing beside is built", async () => {
  const home = await publishedCity(temporaryFolder());
  const {figures} = await goOn(home);
  const ledger = await openLedgerFile(home);
  await ledger.run(
    "update raw.overtime set worked_minutes = worked_minutes + 600000 where period = '2024-05-01'",
  );
  ledger.close();
  const {report, figures: changed} = await goOn(home);
  expect(changed).not.toEqual(figures);
  const anew = report?.anew ?? [];
  expect(anew).toContainEqual({
    relation: "intermediate.int_overtime_corrected",
    why: "inputs",
    inputs: ["staging.stg_overtime"],
  });
  expect(anew.filter(({relation}) => /paper|survey|disability|parental/.test(relation))).toEqual([]);
});

const BY_THE_PROGRAM = ["figures", "sums", "overtime_before", "sums_before"].map(
  (name) => `disclosure.${name}`,
);

/** What the program chose and read of earlier releases, by table; what is kept is told as it lies there. */
async function filled(home: Home, goesOn: boolean): Promise<{kept: unknown; rows: Record<string, Row[]>}> {
  const identity = {
    releaseId: "2025-09-01-000000",
    createdOn: "2025-09-01",
    ...(goesOn && {goesOn}),
  } as const;
  const {warehouse, kept} = await transform(home, identity, SILENT);
  try {
    const rows: Record<string, Row[]> = {};
    for (const table of BY_THE_PROGRAM) rows[table] = await warehouse.rows(`from ${table} order by all`);
    await kept?.keep();
    return {kept: kept && JSON.parse(readFileSync(keptFiles(home).note, "utf8")).tables, rows};
  } finally {
    warehouse.close();
  }
}

test("what may be told, and what earlier releases told, is kept as long as it would be found again", async () => {
  const home = await publishedCity(temporaryFolder());
  const first = await filled(home, true);
  expect((await filled(home, true)).kept).toEqual(first.kept);
  const publishes = (name: string, text: string, now: string) => async () => {
    send(home, {[name]: text});
    expect(await runRelease(home, now)).toBe("published");
  };
  const many = {women: 16, men: 16};
  const chiefs = {1010: many, 1020: many, 2040: many};
  const over = MONTHS.flatMap((month) => overtime(month, "60:00"));
  const changes: Record<string, () => unknown> = {
    "another number of chiefs": publishes("名簿_2025_訂正.csv", roster("2025-04-01", chiefs), "2025-07-01"),
    "another person over the limit": publishes(
      "時間外_2024_訂正.csv",
      [HEADINGS.overtime, ...over].join("\n"),
      "2025-08-01",
    ),
    "a note of what was told that is damaged": () =>
      appendFileSync(join(home.releases, "told-overtime.json"), "x"),
  };
  let last = first;
  for (const [what, change] of Object.entries(changes)) {
    await change();
    const [warm, cold] = [await filled(home, true), await filled(home, false)];
    expect(warm.rows, what).toEqual(cold.rows);
    expect(warm.kept, what).not.toEqual(last.kept);
    last = warm;
  }
  expect([last.rows["disclosure.figures"], last.rows["disclosure.overtime_before"]]).not.toContainEqual([]);
});

/** Attacks as a candidate is attacked, and keeps what was built; says how many pictures were looked at. */
async function picturesAttacked(home: Home): Promise<number> {
  const identity = {releaseId: "2025-09-01-000000", createdOn: "2025-09-01", goesOn: true} as const;
  const {warehouse, kept} = await transform(home, identity, SILENT);
  const looked: string[] = [];
  try {
    await auditCandidate(warehouse, home, {
      isQuiet: async (one) => {
        const isQuiet = (await kept?.isQuiet(one)) ?? false;
        if (!isQuiet) looked.push(one.name);
        return isQuiet;
      },
      noteQuiet: async (one) => kept?.noteQuiet(one),
    });
    await kept?.keep();
    return looked.length;
  } finally {
    warehouse.close();
  }
}

test("what was attacked in vain is attacked again as soon as more is told, or by another rule, and no picture twice", async () => {
  const home = await publishedCity(temporaryFolder());
  await picturesAttacked(home);
  expect(await picturesAttacked(home)).toBe(0);
  const path = join(home.city, "privacy.csv");
  const rules = readFileSync(path, "utf8");
  writeFileSync(path, rules.replace(/^(appointments,)\d+/m, "$13"));
  expect(readFileSync(path, "utf8")).not.toBe(rules);
  expect(await picturesAttacked(home)).toBeGreaterThan(1);
  writeFileSync(path, rules);
  await picturesAttacked(home);
  const many = {women: 16, men: 16};
  send(home, {"名簿_2025_訂正.csv": roster("2025-04-01", {1010: many, 1020: many, 2040: many})});
  expect(await runRelease(home, "2025-07-01")).toBe("published");
  // The release itself was attacked as a candidate; what it told counts from now on as told before.
  expect(await picturesAttacked(home)).toBeGreaterThan(0);
  expect(await picturesAttacked(home)).toBe(0);
});

test("a city's own SQL that asks for the day or for chance is computed each time", async () => {
  const home = await publishedCity(temporaryFolder());
  for (const [schema, name, text] of [
    ["intermediate", "int_own_draw", "select bureau_code, random() as drawn from staging.stg_bureaus"],
    [
      "checks",
      "own_draws",
      "-- warning: 引いた\n-- remedy: 見る\nselect * from intermediate.int_own_draw where drawn > 2",
    ],
  ] as const) {
    mkdirSync(join(home.city, "sql", schema), {recursive: true});
    writeFileSync(join(home.city, "sql", schema, `${name}.sql`), `-- 市のもの\n${text}\n`);
  }
  await goOn(home);
  const [drawn] = (await goOn(home)).report?.anew ?? [];
  expect(drawn).toEqual({relation: "intermediate.int_own_draw", why: "inputs", inputs: ["clock"]});
});
