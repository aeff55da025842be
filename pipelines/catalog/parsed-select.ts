import {UserError} from "../../schemas/errors.ts";
import type {Warehouse} from "../engine/open.ts";
import type {SqlFile} from "./sql-files.ts";

/** A thing of the parsed statement: an expression, a relation, a whole SELECT. */
export type SelectNode = Record<string, unknown>;

/** What the engine's own parser finds in a SELECT. */
export interface ParsedSelect {
  /** Every thing of it, those inside subqueries and CTEs, too; none of the program's own, which is held to nothing. */
  nodes: SelectNode[];
  /** Schema-qualified relations that it reads, by name. */
  dependsOn: string[];
  /** Names of what it yields; a column without a name, or a star, is "*". */
  columns: string[];
}

/** A model with what the parser finds in it. */
export interface ParsedModel extends SqlFile, ParsedSelect {
  description: string;
}

interface Tree {
  error: boolean;
  error_message?: string;
  position?: string;
  statements?: {node: SelectNode}[];
}

/** What was found in the program's own texts, by text: every release of a process is built from the same. */
const programs = new Map<string, ParsedSelect>();

/** Each file parsed, all in one statement. UserError for a text of the city's own that is not one SELECT; one of the program's is a bug. */
export async function parsedSelects(
  warehouse: Warehouse,
  files: SqlFile[],
): Promise<(SqlFile & ParsedSelect)[]> {
  const unknown = files.filter(({from, text}) => from === "city" || !programs.has(text));
  const trees = await treesOf(warehouse, unknown);
  return files.map((file) => {
    const tree = trees.get(file.text);
    if (file.from === "city") return {...file, ...selectIn(file, tree)};
    const found = programs.get(file.text) ?? {...selectIn(file, tree), nodes: []};
    programs.set(file.text, found);
    return {...file, ...found};
  });
}

/** What each of some SELECTs is to the parser, by text. */
export async function selectTrees(
  warehouse: Warehouse,
  files: Pick<SqlFile, "text">[],
): Promise<Map<string, SelectNode>> {
  const trees = await treesOf(warehouse, files);
  return new Map(
    [...trees].flatMap(([text, tree]) => {
      const [only] = (JSON.parse(tree) as Tree).statements ?? [];
      return only ? [[text, only.node]] : [];
    }),
  );
}

/** By text, as the engine's parser tells them. */
async function treesOf(warehouse: Warehouse, files: Pick<SqlFile, "text">[]): Promise<Map<string, string>> {
  if (files.length === 0) return new Map();
  const rows = await warehouse.rows(
    `select text, json_serialize_sql(text)::varchar as tree from (select unnest(from_json($1, '["varchar"]')) as text)`,
    [JSON.stringify(files.map(({text}) => text))],
  );
  return new Map(rows.map(({text, tree}) => [String(text), String(tree)]));
}

function selectIn(file: SqlFile, text = ""): ParsedSelect {
  const tree = JSON.parse(text) as Tree;
  const [only, ...others] = tree.statements ?? [];
  if (!only || others.length > 0) throw notOneSelect(file, tree);
  const nodes = [...nodesOf(only)];
  const relations = nodes
    .filter(({type, schema_name}) => type === "BASE_TABLE" && schema_name)
    .map(({schema_name, table_name}) => `${schema_name}.${table_name}`);
  return {nodes, dependsOn: [...new Set(relations)].sort(), columns: columnsOf(only.node)};
}

function notOneSelect(file: SqlFile, {error_message = "", position}: Tree): Error {
  if (file.from !== "city") return new Error(`${file.name} is not one SELECT: ${error_message}`);
  const why = error_message ? `（${error_message}）` : "";
  return new UserError(
    // Of this position alone it counts signs.
    `${placeIn(file, Buffer.byteLength(file.text.slice(0, Number(position ?? 0))))}: SELECT文として読めません${why}。1つのファイルには、SELECT文を1つだけ書いてください。`,
  );
}

/** "city/sql/metrics/kpi_lost_property.sql の3行目"; the parser counts bytes. */
export function placeIn({file, text}: SqlFile, byte: number): string {
  const line = Buffer.from(text).subarray(0, byte).toString().split("\n").length;
  return `${file} の${line}行目`;
}

function* nodesOf(tree: unknown): Generator<SelectNode> {
  if (typeof tree !== "object" || tree === null) return;
  if (!Array.isArray(tree)) yield tree as SelectNode;
  for (const part of Object.values(tree)) yield* nodesOf(part);
}

/** Of several SELECTs one after the other, the first names what all yield. */
function columnsOf(node: SelectNode): string[] {
  if (node.type === "SET_OPERATION_NODE") return columnsOf(node.left as SelectNode);
  return ((node.select_list ?? []) as SelectNode[]).map(({alias, column_names}) => {
    const written = Array.isArray(column_names) ? column_names.at(-1) : undefined;
    return String(alias || written || "*");
  });
}
