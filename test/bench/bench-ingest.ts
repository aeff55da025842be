import {rmSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import iconv from "iconv-lite";
import {openHome} from "../../pipelines/home.ts";
import {ingestFile} from "../../pipelines/ingest/ingest-file.ts";
import {openLedger} from "../../pipelines/ledger.ts";
import {openReadOnly, openWritable} from "../../pipelines/warehouse/open.ts";
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

async function writeBoth(loadedHome: string, sent: string, typed: string): Promise<number> {
  const ledger = await openReadOnly(join(loadedHome, "ledger.duckdb"));
  const {rows} = await ledger.table(
    `select staff_numbers.number, strftime(month, '%Y'), strftime(month, '%m'), hour_kind, cause, worked_minutes
     from raw.overtime inner join (
       select staff_key, lpad(row_number() over (order by staff_key)::varchar, 6, '0') as number
       from (select distinct staff_key from raw.overtime)
     ) as staff_numbers using (staff_key)`,
  );
  ledger.close();
  const lines = rows.map(([number, year, month, kind, cause, minutes]) => ({
    sent: `${number},令和${Number(year) - 2018 > 0 ? Number(year) - 2018 : 1}年${Number(month)}月,${KINDS[String(kind)]},${CAUSES[String(cause)]},${clock(Number(minutes))}\r\n`,
    typed: `${number},${year}-${month}-01,${kind},${cause},${minutes}\n`,
  }));
  const heading = "職員番号,年月,勤務区分,事由,時間数\r\n";
  writeFileSync(sent, iconv.encode(heading + lines.map((line) => line.sent).join(""), "cp932"));
  writeFileSync(typed, `number,month,kind,cause,minutes\n${lines.map((line) => line.typed).join("")}`);
  return rows.length;
}

const KINDS: Record<string, string> = {
  weekday: "平日時間外",
  weekly_day_off: "週休日勤務",
  transfer_outside_week: "同一週外振替",
  public_holiday: "休日勤務",
};
const CAUSES: Record<string, string> = {
  ordinary: "通常",
  disaster: "災害対応",
  election: "選挙事務",
  epidemic: "感染症対応",
};

function clock(minutes: number): string {
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}`;
}

async function ingestAll(root: string, file: string, rowCount: number): Promise<void> {
  rmSync(root, {recursive: true, force: true});
  const home = openHome(root);
  const ledger = await openLedger(home);
  const outcome = await ingestFile(ledger, file, {home, now: new Date(0)});
  ledger.close();
  if (outcome.kind !== "accepted" || outcome.batch.acceptedCount !== rowCount)
    throw new Error("not every row was accepted");
}

async function readBare(database: string, file: string): Promise<void> {
  rmSync(database, {force: true});
  const engine = await openWritable(database);
  await engine.run(
    `create table overtime as select * from read_csv('${file}', header = true, columns =
      {'number': 'varchar', 'month': 'date', 'kind': 'varchar', 'cause': 'varchar', 'minutes': 'integer'})`,
  );
  engine.close();
}
