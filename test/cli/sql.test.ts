import {spawn} from "node:child_process";
import {once} from "node:events";
import {readdirSync, readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {text} from "node:stream/consumers";
import {read, utils} from "@e965/xlsx";
import {beforeEach, expect, onTestFinished, test} from "vitest";
import {examineLog} from "../../pipelines/access/examine.ts";
import {openWritable} from "../../pipelines/engine/open.ts";
import {openHome} from "../../pipelines/installation/home.ts";
import {smallRelease} from "../ask/small-release.ts";
import {kaikaku, PROJECT} from "../run-cli.ts";
import {temporaryFolder} from "../temporary-folder.ts";

/** Every kind of value that a written form may lose: NULL and empty, quotes, line breaks, leading zeros, large numbers. */
const ODD = `select * from (values
  (1, '0012', date '2024-04-01', 1.50, true, 9007199254740993, '髙﨑'),
  (2, '', null, -0.05, false, 3, 'a,"b"' || chr(10) || 'c'),
  (3, null, date '1900-01-01', null, null, null, '=1+1')) as odd(id, code, day, amount, flag, large, text)`;

let home: string;
let out: string;
beforeEach(async () => {
  [home, out] = [temporaryFolder(), temporaryFolder()];
  const {releases} = openHome(home);
  await smallRelease(releases);
  writeFileSync(join(releases, "current.json"), '{"releaseId":"small","inputHash":""}');
});

function asked(...args: string[]) {
  return kaikaku(home, ["sql", ...args]);
}

/** Rows that the engine reads from the file but not from the statement, or the other way round. */
async function differences(reading: string): Promise<unknown[]> {
  const engine = await openWritable(":memory:");
  try {
    return await engine.rows(
      `(from (${reading}) except from (${ODD})) union all (from (${ODD}) except from (${reading}))`,
    );
  } finally {
    engine.close();
  }
}

const TYPES =
  "{id: 'INTEGER', code: 'VARCHAR', day: 'DATE', amount: 'DECIMAL(3,2)', flag: 'BOOLEAN', large: 'BIGINT', text: 'VARCHAR'}";

test.each([
  ["csv", `read_csv('FILE', columns = ${TYPES}, header = true, allow_quoted_nulls = false, quote = '"')`],
  ["json", `read_json('FILE', columns = ${TYPES})`],
  ["jsonl", `read_json('FILE', columns = ${TYPES}, format = 'newline_delimited')`],
  ["parquet", "read_parquet('FILE')"],
])("%s is read back by the engine as it was asked", async (format, reading) => {
  const file = join(out, `odd.${format}`);
  expect(asked(ODD, "--out", file)).toMatchObject({status: 0, stdout: "", stderr: ""});
  expect(await differences(`from ${reading.replace("FILE", file)}`)).toEqual([]);
  expect(readdirSync(out).filter((name) => name.startsWith("odd"))).toEqual([`odd.${format}`]);
});

test("Excel gets dates as dates, numbers as numbers, and codes and formulas as text", () => {
  const file = join(out, "odd.xlsx");
  expect(asked(ODD, "--out", file).status).toBe(0);
  const sheets = read(readFileSync(file), {cellDates: true, UTC: true}).Sheets;
  expect(sheets.結果?.["!autofilter"]).toEqual({ref: "A1:G4"});
  const [head, first, second, third] = utils.sheet_to_json<unknown[]>(sheets.結果 ?? {}, {
    header: 1,
    UTC: true,
  });
  expect(head).toEqual(["id", "code", "day", "amount", "flag", "large", "text"]);
  expect(first).toEqual([1, "0012", new Date("2024-04-01T00:00:00Z"), 1.5, true, "9007199254740993", "髙﨑"]);
  expect(second?.[6]).toBe('a,"b"\nc');
  expect(third?.[6]).toBe("=1+1");
});

test("CP932 is written, and what it does not have is refused without a file", () => {
  const file = join(out, "names.csv");
  const encoding = ["--encoding", "cp932", "--out", file];
  expect(asked("select '髙﨑' as name", ...encoding).status).toBe(0);
  expect(new TextDecoder("shift_jis", {fatal: true}).decode(readFileSync(file))).toBe("name\r\n髙﨑\r\n");
  const {status, stderr} = asked("select '𠮷野' as name", ...encoding.slice(0, 3), join(out, "lost.csv"));
  expect({status, stderr}).toMatchObject({status: 1, stderr: expect.stringContaining("「𠮷」は CP932")});
  expect(readdirSync(out)).not.toContain("lost.csv");
});

test("CSV for Excel has the mark that Excel needs and no text that it would compute, and says so", () => {
  const file = join(out, "excel.csv");
  const sql = `select '=1+1' as "=head", -5 as n, '-5' as text, '-1+2' as sum`;
  const {status, stderr} = asked(sql, "--for", "excel", "--out", file);
  expect({status, stderr}).toMatchObject({status: 0, stderr: expect.stringContaining("3個の値")});
  expect(readFileSync(file, "utf8")).toBe("\uFEFF'=head,n,text,sum\r\n'=1+1,-5,-5,'-1+2\r\n");
  expect(asked(sql, "--format", "csv").stdout).toBe("=head,n,text,sum\r\n=1+1,-5,-5,-1+2\r\n");
});

test("a statement comes from a file or standard input, with parameters", () => {
  const file = join(out, "count.sql");
  writeFileSync(
    file,
    "select count(*) as n from marts.fct_overtime_counts where fiscal_year = $fy and bureau_code = $code",
  );
  const parameters = ["--param", "fy=2022", "--param", "code=B2", "--format", "json"];
  expect(JSON.parse(asked("--file", file, ...parameters).stdout)).toEqual([{n: 50}]);
  expect(kaikaku(home, ["sql", ...parameters], readFileSync(file, "utf8")).stdout).toContain('"n":50');
  expect(asked("--file", file, "--param", "fy=2022").stderr).toContain("値が要ります: $code");
  expect(kaikaku(home, ["sql"], " \n").stderr).toContain("標準入力が空です");
});

test("too many rows leave no file, and every statement is in the log", () => {
  const file = join(out, "many.csv");
  const {status, stderr} = asked("from range(5000)", "--max-rows", "4000", "--out", file);
  expect({status, stderr}).toMatchObject({status: 1, stderr: expect.stringContaining("4,000行を超えた")});
  expect(readdirSync(out)).not.toContain("many.csv");
  expect(asked("from marts.dim_bureaus limit 1", "--release", "../small").stderr).toContain(
    "あるもの: small",
  );
  // The log's beginning, two commands, and what one of them asked and why it was refused.
  expect(examineLog(openHome(home), [])).toMatchObject({lineCount: 5, faults: []});
});

test("values, forms and limits that make no sense are told before anything is asked", () => {
  for (const [args, message] of [
    [["select 1", "--out", join(out, "result.xls")], "拡張子"],
    [["select 1", "--format", "parquet"], "--out でファイルに"],
    [["select 1", "--max-rows", "many"], "--max-rows は1以上"],
    [["select 1", "--max-rows", "10000001"], "--max-rows は10,000,000までです（設備で決めた上限）"],
    [["select 1", "--max-seconds", "61"], "--max-seconds は60までです"],
    [["select 1", "--max-memory", "99999999"], "--max-memory は1,024までです"],
    [["select 1", "--max-memory", "0"], "--max-memory は64以上"],
    [["select 1", "--max-seconds", "-1"], "--max-seconds は1以上"],
  ] as const)
    expect(asked(...args)).toMatchObject({status: 1, stderr: expect.stringContaining(message)});
  expect(readdirSync(out)).not.toContain("result.xls");
  expect(readFileSync(openHome(home).accessLog, "utf8")).not.toContain('"asked"');
});

test("the office's settings are the ceiling, above and below the usual one", () => {
  writeFileSync(join(home, "settings.yaml"), "questions:\n  max_rows: 100\n  max_seconds: 600\n");
  expect(asked("from range(101)").stderr).toContain("100行を超えた");
  expect(asked("from range(10)", "--max-rows", "101").stderr).toContain("questions の max_rows を直します");
  expect(asked("from range(10)", "--max-rows", "100", "--max-seconds", "600").status).toBe(0);
});

test.each(["csv", "arrow", "parquet", "xlsx"])(
  "a place that %s cannot be written to is a message",
  (format) => {
    writeFileSync(join(out, "nowhere"), "a file");
    const file = join(out, "nowhere", `odd.${format}`);
    const {status, stderr} = asked(ODD, "--out", file);
    expect({status, stderr}).toMatchObject({
      status: 1,
      stderr: expect.stringContaining("同じ名前のファイルがあります"),
    });
    expect(stderr).toMatch(/^エラー {2}.*\n$/);
  },
);

test("a workbook tells its statement with the values", () => {
  const file = join(out, "year.xlsx");
  const sql = "select count(*) as n from marts.fct_overtime_counts where fiscal_year = $fy";
  expect(asked(sql, "--param", "fy=2022", "--out", file).status).toBe(0);
  const {出どころ} = read(readFileSync(file)).Sheets;
  expect(utils.sheet_to_json(出どころ ?? {}, {header: 1})).toEqual([
    ["公開版", "small"],
    ["SQL", sql],
    ["値", "fy=2022"],
  ]);
});

/** One call of a function that counts for the better part of an hour and looks at nothing while it does. */
const ENDLESS = "select levenshtein(repeat('a', 1000000), repeat('b', 1000000))";

test("a statement that does not let go of the engine does not keep the process", async () => {
  const asking = spawn(
    process.execPath,
    [join(PROJECT, "kaikaku.mjs"), "sql", ENDLESS, "--max-seconds", "1"],
    {
      env: {...process.env, KAIKAKU_HOME: home},
      stdio: ["ignore", "ignore", "pipe"],
    },
  );
  onTestFinished(() => {
    asking.kill("SIGKILL");
  });
  const [said, [status]] = await Promise.all([text(asking.stderr), once(asking, "exit")]);
  expect({status, said}).toEqual({status: 1, said: expect.stringContaining("1秒を超えたので止めました")});
});
