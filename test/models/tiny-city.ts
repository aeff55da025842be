import {mkdtempSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {transform} from "../../pipelines/build/transform.ts";
import type {Row} from "../../pipelines/engine/open.ts";
import type {Home} from "../../pipelines/installation/home.ts";
import type {Log} from "../../pipelines/installation/log.ts";
import {ingestFile} from "../../pipelines/intake/load/ingest-file.ts";
import {openLedger} from "../../pipelines/ledger/ledger.ts";
import {sampleHome} from "../sample-city.ts";
import {type BuiltModels, cityOf} from "./kept-cities.ts";

/** Every model built from a few small files; close it when the tests are over. */
export interface TinyCity extends BuiltModels {
  rows(sql: string): Promise<Row[]>;
}

const SILENT: Log = {info: () => {}, warn: () => {}, progress: () => {}};

const ROSTER =
  "基準日,職員番号,局区コード,所属名,任命権者,職級,職種,性別,任用形態,週勤務時間,管理職区分,採用年月日,退職年月日";

/** Headings of the files that tiny cities are made of. */
export const HEADINGS = {
  bureaus: "局区コード,局区名,任命区分,適用開始日,適用終了日,後継局区コード,別名,表示順",
  staff: ROSTER,
  overtime: "職員番号,年月,勤務区分,事由,時間数",
  disability: "基準日,職員番号,障害種別,程度,週勤務時間,確認書類,交付日",
} as const;

/** Two bureaus of the mayor's office and one institution of its own. */
export const BUREAUS = [
  HEADINGS.bureaus,
  "1010,総務企画局,市長事務部局,1972-04-01,,,,1",
  "1020,財政局,市長事務部局,1972-04-01,,,,2",
  "2040,教育委員会,その他任命,1972-04-01,,,,3",
].join("\n");

/** What may differ from an ordinary clerk of the mayor's office; days are ISO text, weekly hours "38:45". */
export interface RosterLine {
  day: string;
  person: string;
  bureau?: string;
  authority?: string;
  grade?: string;
  occupation?: string;
  sex?: "男" | "女";
  employment?: string;
  weekly?: string;
  isManager?: boolean;
  hired?: string;
  left?: string;
}

/** One line of a staff roster; `person` is a staff number of six digits. */
export function rosterLine(line: RosterLine): string {
  return [
    line.day,
    line.person,
    line.bureau ?? "1010",
    "庶務課",
    line.authority ?? "市長",
    line.grade ?? (line.isManager ? "課長級" : "一般"),
    line.occupation ?? "事務",
    line.sex ?? "女",
    line.employment ?? "正規",
    line.weekly ?? "38:45",
    line.isManager ? "管理職" : "一般",
    line.hired ?? "2010-04-01",
    line.left ?? "",
  ].join(",");
}

/**
 * Loads the files (name → text, UTF-8) through the same road as a clerk's and builds every model.
 * Throws when a file is not accepted whole.
 */
export function buildTinyCity(files: Record<string, string>): Promise<TinyCity> {
  return cityOf(JSON.stringify(files), () => build(files));
}

async function build(files: Record<string, string>): Promise<TinyCity> {
  const folder = mkdtempSync(join(tmpdir(), "kaikaku-tiny-"));
  const home = sampleHome(join(folder, "home"));
  const remove = () => rmSync(folder, {recursive: true, force: true});
  try {
    await load(home, folder, files);
    const release = {releaseId: "2024-10-08-000000", createdOn: "2024-10-08"};
    const {warehouse, models} = await transform(home, release, SILENT);
    const close = () => {
      warehouse.close();
      remove();
    };
    return {warehouse, models, rows: (sql) => warehouse.rows(sql), close};
  } catch (error) {
    remove();
    throw error;
  }
}

async function load(home: Home, folder: string, files: Record<string, string>): Promise<void> {
  const ledger = await openLedger(home);
  try {
    for (const [name, text] of Object.entries(files)) {
      const path = join(folder, name);
      writeFileSync(path, `${text}\n`);
      const outcome = await ingestFile(ledger, path, {home, now: new Date("2025-10-08T00:00:00Z")});
      if (outcome.kind !== "accepted")
        throw new Error(`${name} was not accepted: ${JSON.stringify(outcome)}`);
    }
  } finally {
    ledger.close();
  }
}
