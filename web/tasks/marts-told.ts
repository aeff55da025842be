import {readDescriptions} from "../../pipelines/catalog/descriptions.ts";
import {identifier, quoted} from "../../pipelines/engine/quoted.ts";
import type {Window} from "../visit.ts";
import {parsed} from "./parsed.ts";
import type {Ran} from "./run-command.ts";

/** A relation of a release, in the dictionary's words. */
export interface ToldMart {
  name: string;
  title: string;
  /** What one row is. */
  grain: string;
  rows: number;
  columns: {name: string; type: string; text: string}[];
}

const COLUMNS =
  "select table_name, column_name, data_type from information_schema.columns where table_schema = 'marts' order by table_name, ordinal_position";
/** Asked for with every look at a release, which does not change: read once for each. */
const told = new WeakMap<Window, {releaseId: string; marts: ToldMart[]}>();

/** All relations of a release, read for an account by the command that answers questions, with its ceilings; or why they cannot be. */
export async function martsTold(
  window: Window,
  accountId: string,
  releaseId: string,
): Promise<ToldMart[] | {why: string}> {
  const known = told.get(window);
  if (known?.releaseId === releaseId) return known.marts;
  const ask = (sql: string) => window.ask(accountId, ["sql", sql, "--format=json", `--release=${releaseId}`]);
  const asked = await ask(COLUMNS);
  const columns = parsed<{table_name: string; column_name: string; data_type: string}[]>(asked.output);
  if (!columns) return {why: whyOf(asked)};
  const byTable = Map.groupBy(columns, ({table_name}) => table_name);
  const counted = await ask(
    [...byTable.keys()]
      .map((name) => `select ${quoted(name)} as name, count(*) as size from marts.${identifier(name)}`)
      .join(" union all "),
  );
  const sizes = parsed<{name: string; size: number | string}[]>(counted.output);
  if (!sizes) return {why: whyOf(counted)};
  const words = readDescriptions(window.home.city);
  const marts = [...byTable].map(([name, own]) => ({
    name,
    title: words.relation(`marts.${name}`)?.title ?? "",
    grain: words.relation(`marts.${name}`)?.grain ?? "",
    rows: Number(sizes.find((size) => size.name === name)?.size ?? 0),
    columns: own.map(({column_name, data_type}) => ({
      name: column_name,
      type: data_type.startsWith("ENUM") ? "ENUM" : data_type,
      text: words.column(`marts.${name}`, column_name) ?? "",
    })),
  }));
  told.set(window, {releaseId, marts});
  return marts;
}

function whyOf({told: lines}: Ran): string {
  return lines.join("\n").replaceAll(/^エラー\s*/gm, "") || "読んでいる途中で終わりました。";
}
