import {renameSync, rmSync} from "node:fs";
import {join} from "node:path";
import {fieldsOf} from "../../schemas/contract.ts";
import {OTHER_GROUP} from "../../schemas/sources/bureaus.ts";
import {contractsOf} from "../catalog/contracts-of.ts";
import type {Warehouse} from "../engine/open.ts";
import {identifier, quoted} from "../engine/quoted.ts";
import {copyPlainFile, flushFolder} from "../installation/durable.ts";
import {halfWrittenIn} from "../installation/half-written.ts";
import type {Home} from "../installation/home.ts";
import {mustBeNoFolder} from "../installation/write-whole.ts";

/** In the order in which they come: see writeIntoInbox. */
const NAMES = {values: "団体の値.csv", list: "団体一覧.csv"} as const;
const SAMPLE = "見本_";

/**
 * Puts `united.sent` and the list of the bodies into the inbox; returns the number of values. What stands there under their names is replaced.
 * The list comes last: values of bodies that are not on it yet are held by name, should this be killed in between, while a list without its
 * values would say that bodies are gone.
 */
export async function writeIntoInbox(
  engine: Warehouse,
  home: Home,
  {isSample}: {isSample: boolean},
): Promise<number> {
  const mark = isSample ? SAMPLE : "";
  for (const name of Object.values(NAMES))
    rmSync(join(home.inbox, `${isSample ? "" : SAMPLE}${name}`), {force: true});
  const rowCount = await writeCsv(engine, home, {name: `${mark}${NAMES.values}`, select: valuesSelect(home)});
  await writeCsv(engine, home, {name: `${mark}${NAMES.list}`, select: listSelect(home)});
  return rowCount;
}

/** A file appears in the inbox whole: half of it has a name that is not read there, and goes with the next command. */
async function writeCsv(
  engine: Warehouse,
  home: Home,
  {name, select}: {name: string; select: string},
): Promise<number> {
  const building = join(home.scratch, `building-united-${process.pid}.csv`);
  const [arriving, place] = [halfWrittenIn(home.inbox, "part"), join(home.inbox, name)];
  mustBeNoFolder(place);
  try {
    const rows = await engine.run(`copy (${select}) to ${quoted(building)} (format csv, header)`);
    copyPlainFile(building, arriving);
    renameSync(arriving, place);
    flushFolder(home.inbox);
    return rows;
  } finally {
    for (const half of [building, arriving]) rmSync(half, {force: true});
  }
}

function valuesSelect(home: Home): string {
  const columns = underHeadings(home, "indicator_figures", {
    fiscal_year: "fiscal_year || '年度'",
    indicator: "series",
    segment: "segment",
    as_of_date: "as_of_date",
    figure_e4: "figure",
    numerator_e4: "numerator",
    denominator_e4: "denominator",
    bureau_code: "city_name",
    note: "release_id",
  });
  return `select ${columns} from united.sent order by all`;
}

function listSelect(home: Home): string {
  const columns = underHeadings(home, "bureaus", {
    bureau_code: "city_name",
    appointing_authority_group: quoted(OTHER_GROUP),
  });
  return `select ${columns} from united.city order by city_name`;
}

/** Expressions under the headings that the office has for a source's columns. */
function underHeadings(home: Home, source: string, columns: Record<string, string>): string {
  const contract = contractsOf(home.city).find((one) => one.source === source);
  if (!contract) throw new Error(`there is no source ${source}`);
  return fieldsOf(contract)
    .flatMap(({name, meta}) => {
      const expression = columns[name];
      return expression === undefined ? [] : [`${expression} as ${identifier(meta.headings[0] ?? name)}`];
    })
    .join(", ");
}
