import {createWriteStream, mkdtempSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {pipeline} from "node:stream/promises";
import {Table, tableToIPC, vectorFromArray} from "apache-arrow";
import {openSession} from "../../pipelines/ask/ask.ts";
import {arrowBytes} from "../../pipelines/engine/arrow.ts";
import {openInstance} from "../../pipelines/engine/instance.ts";
import {openWritable} from "../../pipelines/engine/open.ts";
import {smallRelease} from "../ask/small-release.ts";
import {type Comparison, compare, median, RUNS} from "./measure.ts";

const LIMITS = {rows: 10_000_000, seconds: 600, megabytes: 2000};

/** Numbers, dates, codes, names, truth values, decimals and NULLs. */
function mixed(rows: number): string {
  return `select range as id, range::integer % 1000 as n, range / 7 as x, date '2015-04-01' + (range % 4000)::integer as day,
      'S' || lpad((range % 19000)::varchar, 6, '0') as code, '総務企画局 第' || range % 300 || '課' as name,
      range % 3 = 0 as flag, (range % 100000 / 100)::decimal(9, 2) as amount,
      case when range % 5 <> 0 then range % 480 end as minutes
    from range(${rows})`;
}

async function arrowTo(release: string, file: string, sql: string): Promise<void> {
  const session = await openSession(release, LIMITS);
  const answer = await session.ask({sql, limits: LIMITS});
  await pipeline(arrowBytes(answer, {format: "file", notes: {}}), createWriteStream(file));
  session.close();
}

function freshRelease(work: string): Promise<string> {
  return smallRelease(mkdtempSync(join(work, "release-")));
}

/** Arrow export of 5 million rows against the engine writing the same as Parquet. */
export async function compareArrow(work: string): Promise<Comparison> {
  const sql = mixed(5_000_000);
  const release = await freshRelease(work);
  return compare("5 million mixed rows to Arrow ÷ the engine's own Parquet", 2, {
    product: async () => () => arrowTo(release, join(work, "mixed.arrow"), sql),
    bare: async () => async () => {
      const engine = await openWritable(":memory:");
      await engine.run(`copy (${sql}) to '${join(work, "mixed.parquet")}'`);
      engine.close();
    },
  });
}

/** The same against JavaScript values (getColumnsJS → vectors → the same file), on fewer rows: it must take at most a fifth. */
export async function compareValues(work: string): Promise<Comparison> {
  const sql = mixed(1_000_000);
  const release = await freshRelease(work);
  return compare("1 million mixed rows to Arrow ÷ through JavaScript values", 0.2, {
    product: async () => () => arrowTo(release, join(work, "fewer.arrow"), sql),
    bare: async () => () => arrowThroughValues(join(work, "values.arrow"), sql),
  });
}

async function arrowThroughValues(file: string, sql: string): Promise<void> {
  const instance = await openInstance(":memory:", "write");
  const connection = await instance.engine.connect();
  const result = await connection.run(sql);
  const names = result.columnNames();
  const columns = await result.getColumnsJS();
  const vectors = columns.map((column, index) => [names[index], vectorFromArray(column as number[])]);
  writeFileSync(file, tableToIPC(new Table(Object.fromEntries(vectors)), "file"));
  connection.closeSync();
  instance.close();
}

/** Milliseconds from the engine's first rows of an endless answer to their bytes. */
export async function firstRows(work: string): Promise<number> {
  const times: number[] = [];
  const release = await freshRelease(work);
  for (let run = 0; run < RUNS; run += 1) {
    const session = await openSession(release, LIMITS);
    const answer = await session.ask({sql: mixed(10 ** 9), limits: LIMITS});
    let came = 0;
    const noted = async function* () {
      for await (const chunk of answer.chunks) {
        came ||= performance.now();
        yield chunk;
      }
    };
    const bytes = arrowBytes({...answer, chunks: noted()}, {format: "stream", notes: {}});
    // The whole first batch is made before its first bytes leave.
    for await (const _ of bytes) break;
    times.push(performance.now() - came);
    session.close();
  }
  return median(times);
}
