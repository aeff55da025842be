import {createReadStream, rmSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {utils, write} from "@e965/xlsx";
import {parse} from "csv-parse";
import iconv from "iconv-lite";
import {openWritable} from "../../pipelines/engine/open.ts";
import {overtime} from "../../schemas/sources/overtime.ts";
import {overtimeTable, writeOvertime} from "./overtime-file.ts";
import {runCli} from "./run-cli.ts";

const MILLION = 1_000_000;
const SIZES = [0.5, 2, 5, 20];
const MEGABYTES = 700;

/** Whole processes on files of growing size: time a row and peak memory should stay where they are. */
export function scale(work: string): string[] {
  return SIZES.map((millions) => {
    const rowCount = millions * MILLION;
    const file = join(work, "scale.csv");
    writeOvertime(rowCount, {sent: file});
    const {milliseconds, megabytes} = ingestAlone(work, file);
    rmSync(file);
    return (
      `ingest of ${rowCount.toLocaleString("en")} rows as a process: ${(milliseconds / 1000).toFixed(1)} s, ` +
      `${((milliseconds * 1000) / rowCount).toFixed(2)} µs a row, peak ${verdict(megabytes, MEGABYTES)} MB`
    );
  });
}

/** A workbook of 168,000 overtime rows (the year of a middle-sized city). */
export function workbook(work: string): string {
  const file = join(work, "overtime.xlsx");
  const sheet = utils.aoa_to_sheet(overtimeTable(168_000));
  writeFileSync(
    file,
    write({SheetNames: ["時間外"], Sheets: {時間外: sheet}}, {type: "buffer", compression: true}),
  );
  const {milliseconds, megabytes} = ingestAlone(work, file);
  return `ingest of a workbook of 168,000 rows as a process: ${verdict(milliseconds, 4000)} ms, peak ${verdict(megabytes, 600)} MB`;
}

/** The usual way of Node programs: decode the stream, parse it, Zod for each row, rows one by one into the engine. */
export async function usualRoad(work: string): Promise<string> {
  const file = join(work, "usual.csv");
  const rowCount = MILLION / 2;
  writeOvertime(rowCount, {sent: file});
  const product = ingestAlone(work, file).milliseconds;
  const start = performance.now();
  await readTheUsualWay(file, rowCount);
  const usual = performance.now() - start;
  return `the usual Node road on ${rowCount.toLocaleString("en")} rows: ${usual.toFixed(0)} ms against ${product.toFixed(0)} ms as a process, ${(usual / product).toFixed(1)} times`;
}

async function readTheUsualWay(file: string, rowCount: number): Promise<void> {
  const engine = await openWritable(":memory:");
  await engine.run(
    "create table overtime (number varchar, month date, kind varchar, cause varchar, minutes integer)",
  );
  const appender = await engine.connection.createAppender("overtime");
  const records = createReadStream(file)
    .pipe(iconv.decodeStream("cp932"))
    .pipe(parse({from_line: 2, record_delimiter: ["\r\n", "\n"]}));
  let count = 0;
  for await (const [staff_number, month, hour_kind, cause, worked_minutes] of records as AsyncIterable<
    string[]
  >) {
    const row = overtime.row.parse({staff_number, month, hour_kind, cause, worked_minutes});
    appender.appendVarchar(String(row.staff_number));
    appender.appendDate({days: Date.parse(String(row.month)) / 86_400_000} as never);
    appender.appendVarchar(String(row.hour_kind));
    appender.appendVarchar(String(row.cause));
    appender.appendInteger(Number(row.worked_minutes));
    appender.endRow();
    count += 1;
  }
  appender.closeSync();
  engine.close();
  if (count !== rowCount) throw new Error(`${count} rows read`);
}

function ingestAlone(work: string, file: string): {milliseconds: number; megabytes: number} {
  const home = join(work, "scale-home");
  const result = runCli(home, ["ingest", file]);
  rmSync(home, {recursive: true});
  return result;
}

function verdict(measured: number, limit: number): string {
  return `${measured.toFixed(0)} (limit ${limit})${measured <= limit ? "" : " ← over the limit"}`;
}
