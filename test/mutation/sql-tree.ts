import type {Warehouse} from "../../pipelines/engine/open.ts";

/** A node of the tree that the engine's own parser makes of a statement (`json_serialize_sql`). */
export interface SqlNode {
  [key: string]: SqlPart;
}
export type SqlPart = string | number | boolean | null | SqlPart[] | SqlNode;

/** The parser writes this where it kept no place, as a number that JavaScript cannot hold. */
const NOWHERE = 2 ** 53;

export async function treeOf(engine: Warehouse, sql: string): Promise<SqlNode> {
  const [row] = await engine.rows("select json_serialize_sql($1::varchar)::varchar as tree", [sql]);
  return JSON.parse(String(row?.tree), (key, value) =>
    key === "query_location" && value > NOWHERE ? undefined : value,
  );
}

/** The statement that a tree stands for, in the engine's own spelling. */
export async function sqlOf(engine: Warehouse, tree: SqlNode): Promise<string> {
  const [row] = await engine.rows("select json_deserialize_sql($1::json) as sql", [jsonOf(tree)]);
  return String(row?.sql);
}

const WHOLE_DOUBLE = "whole double ";

/**
 * The engine takes a double with a point only (1.0), which JSON.stringify never writes, and writes a cross join as a comma, which the joins after
 * it bind more closely than.
 */
function jsonOf(tree: SqlNode): string {
  const json = JSON.stringify(tree, (_, part: SqlPart) => {
    if (!isNode(part)) return part;
    if (isWholeDouble(part)) return {...part, value: `${WHOLE_DOUBLE}${part.value}`};
    return isCrossJoin(part) ? {...part, ref_type: "REGULAR", condition: TRUE} : part;
  });
  return json.replace(new RegExp(`"${WHOLE_DOUBLE}(-?\\d+)"`, "g"), "$1.0");
}

const TRUE: SqlNode = {
  ...{class: "CONSTANT", type: "VALUE_CONSTANT", alias: ""},
  value: {type: {id: "BOOLEAN", type_info: null}, is_null: false, value: true},
};

function isCrossJoin({type, ref_type}: SqlNode): boolean {
  return type === "JOIN" && ref_type === "CROSS";
}

function isWholeDouble({type, value}: SqlNode): boolean {
  return isNode(type) && type.id === "DOUBLE" && Number.isSafeInteger(value);
}

/** One expression as SQL. */
export async function expressionSql(engine: Warehouse, expression: SqlNode): Promise<string> {
  const tree = await treeOf(engine, "select 1");
  const [statement] = tree.statements as SqlNode[];
  const select = statement?.node as SqlNode;
  select.select_list = [{...expression, alias: ""}];
  return (await sqlOf(engine, tree)).replace(/^SELECT /, "");
}

export function isNode(part: SqlPart | undefined): part is SqlNode {
  return typeof part === "object" && part !== null && !Array.isArray(part);
}

/** Place in the text (bytes) of a node or of the first thing in it that has one. */
export function placeOf(part: SqlPart | undefined): number | undefined {
  if (Array.isArray(part)) return firstPlace(part);
  if (!isNode(part)) return undefined;
  return typeof part.query_location === "number" ? part.query_location : firstPlace(Object.values(part));
}

function firstPlace(parts: SqlPart[]): number | undefined {
  for (const part of parts) {
    const place = placeOf(part);
    if (place !== undefined) return place;
  }
  return undefined;
}
