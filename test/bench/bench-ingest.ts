import {readFileSync, rmSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import iconv from "iconv-lite";
import {openHome} from "../../pipelines/home.ts";
import {ingestFile} from "../../pipelines/ingest/ingest-file.ts";
import {openLedger} from "../../pipelines/ledger.ts";
import {openWritable} from "../../pipelines/warehouse/open.ts";
import {type Comparison, compare} from "./measure.ts";

/** All overtime rows as one CP932 file as a clerk sends it, against the engine's own typed read of the same rows in UTF-8. */
export async function compareIngest(loadedHome: string, work: string): Promise<Comparison> {
  const sent = join(work, "overtime-cp932.csv");
  const typed = join(work, "overtime-typed.csv");
  const rowCount = await writeBoth(loadedHome, sent, typed);
  return compare(`ingest of ${rowCount.toLocaleString("en")} overtime rows from CP932`, 2, {
    product: () => ingestAll(join(work, "home"), sent, rowCount),
    bare: () => readBare(join(work, "bare.duckdb"), typed),
  });
}

/** Both files are written by the engine, so that no heap full of rows disturbs the timing. */
async function writeBoth(loadedHome: string, sent: string, typed: string): Promise<number> {
  const engine = await openWritable(":memory:");
  await engine.run(`attach '${join(loadedHome, "ledger.duckdb")}' as ledger (read_only)`);
  await engine.run(
    `create view numbered as
     select lpad(dense_rank() over (order by staff_key)::varchar, 6, '0') as number, month, hour_kind::varchar as kind,
       cause::varchar as cause, worked_minutes as minutes
     from ledger.raw.overtime`,
  );
  await engine.run(`copy numbered to '${typed}' (header)`);
  await engine.run(
    `copy (
       select number as 職員番号,
         case when month < date '2019-05-01' then '平成' || (year(month) - 1988) else '令和' || (year(month) - 2018) end
           || '年' || month(month) || '月' as 年月,
         ${labels("kind", KINDS)} as 勤務区分, ${labels("cause", CAUSES)} as 事由,
         minutes // 60 || ':' || lpad((minutes % 60)::varchar, 2, '0') as 時間数
       from numbered
     ) to '${sent}' (header)`,
  );
  const [row] = await engine.rows("select count(*)::integer as rows from numbered");
  engine.close();
  writeFileSync(sent, iconv.encode(readFileSync(sent, "utf8"), "cp932"));
  return Number(row?.rows);
}

function labels(column: string, names: Record<string, string>): string {
  return `case ${column} ${Object.entries(names)
    .map(([value, label]) => `when '${value}' then '${label}'`)
    .join(" ")} end`;
}

const KINDS = {
  weekday: "平日時間外",
  weekly_day_off: "週休日勤務",
  transfer_outside_week: "同一週外振替",
  public_holiday: "休日勤務",
};
const CAUSES = {ordinary: "通常", disaster: "災害対応", election: "選挙事務", epidemic: "感染症対応"};

async function ingestAll(root: string, file: string, rowCount: number): Promise<() => Promise<void>> {
  rmSync(root, {recursive: true, force: true});
  const home = openHome(root);
  const ledger = await openLedger(home);
  return async () => {
    const outcome = await ingestFile(ledger, file, {home, now: new Date(0)});
    ledger.close();
    if (outcome.kind !== "accepted" || outcome.batch.acceptedCount !== rowCount)
      throw new Error("not every row was accepted");
  };
}

async function readBare(database: string, file: string): Promise<() => Promise<void>> {
  rmSync(database, {force: true});
  const engine = await openWritable(database);
  return async () => {
    await engine.run(
      `create table overtime as select * from read_csv('${file}', header = true, columns =
        {'number': 'varchar', 'month': 'date', 'kind': 'varchar', 'cause': 'varchar', 'minutes': 'integer'})`,
    );
    engine.close();
  };
}
