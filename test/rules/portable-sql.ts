import type {Warehouse} from "../../pipelines/engine/open.ts";

/** A thing of a parsed statement, or of its plan. */
export type Node = Record<string, unknown>;

/** What every engine computes alike; whatever else a model calls is declared in sql/functions for each of them. */
const EVERYWHERE = new Set(
  `+ - * / % || ~~ abs any_value array_agg avg ceil coalesce concat concat_ws count count_star date_part exp floor greatest
   grouping if lag lead least ln make_date max min nullif position power replace round row_number sqrt stddev_samp sum`.split(
    /\s+/,
  ),
);

/** Why a function that every engine has under this name is none to call. */
const INSTEAD: Record<string, string> = {
  bool_or: "write max",
  bool_and: "write min",
};

/**
 * What in a model only DuckDB understands, or understands otherwise than other engines: a line each, with what to write.
 * `declared` are the functions of sql/functions.
 */
export async function notPortable(engine: Warehouse, text: string, declared: Set<string>): Promise<string[]> {
  const [row] = await engine.rows("select json_serialize_sql($1::varchar)::varchar as tree", [text]);
  const found = new Set<string>();
  for (const node of nodesOf(JSON.parse(String(row?.tree))))
    for (const told of brokenBy(node, declared)) found.add(told);
  // The tree is the same with and without it.
  if (/\bfilter \((?!\s*where\b)/.test(text.replace(/--.*$/gm, "")))
    found.add("filter without where: write filter (where …)");
  return [...found];
}

/** All things in a tree, from the outside in. */
export function* nodesOf(node: unknown): Generator<Node> {
  if (typeof node !== "object" || node === null) return;
  if (!Array.isArray(node)) yield node as Node;
  for (const child of Object.values(node)) yield* nodesOf(child);
}

function* brokenBy(node: Node, declared: Set<string>): Generator<string> {
  if (node.aggregate_handling === "FORCE_AGGREGATES") yield "group by all: name the columns";
  if (node.qualify) yield "qualify: number the rows in a part of its own and choose there";
  if (node.type === "STAR" && isChanged(node)) yield "* exclude or replace: name the columns";
  if (node.type === "RECURSIVE_CTE_NODE" && node.union_all === false)
    yield "recursive union: write union all, with an end";
  if (node.type === "JOIN" && isOuter(node) && !hasEquality(node.condition))
    yield `${String(node.join_type).toLowerCase()} join without an equality of both sides: find the rows in a part of its own and join that`;
  if (node.type === "SELECT_NODE" && joinsByAnother(node.from_table as Node))
    yield "a join by a column of the query around it: write that condition into the where";
  if (node.type === "SELECT_NODE" && hasUntypedNull(node))
    yield "a null without a type: write cast(null as …)";
  if (isDecimal(node)) yield "a number with a point is a decimal elsewhere: write it with e0";
  if (/^(FUNCTION|WINDOW)$/.test(String(node.class)) && !declared.has(String(node.function_name)))
    yield* functionBroken(String(node.function_name), node);
}

/** The rows of a window may be in an order, those of an aggregate not. */
function* functionBroken(name: string, {class: kind, order_bys, filter_expr}: Node): Generator<string> {
  if (kind === "WINDOW" && filter_expr)
    yield `${name} over a window, with a filter: put the condition into a case`;
  if (!EVERYWHERE.has(name))
    yield `${name} is not everywhere: ${INSTEAD[name] ?? "declare a function in sql/functions, for each engine"}`;
  if (((order_bys as {orders?: unknown[]} | undefined)?.orders ?? []).length > 0)
    yield `${name} in an order: order what was gathered`;
}

function isChanged({exclude_list, qualified_exclude_list, replace_list}: Node): boolean {
  return [exclude_list, qualified_exclude_list, replace_list].some(
    (list) => Array.isArray(list) && list.length > 0,
  );
}

function isDecimal({class: kind, value}: Node): boolean {
  return kind === "CONSTANT" && (value as {type?: {id?: string}} | undefined)?.type?.id === "DECIMAL";
}

function hasUntypedNull({select_list}: Node): boolean {
  return (select_list as Node[]).some(({value}) => (value as Node | undefined)?.is_null === true);
}

function isOuter({join_type, condition}: Node): boolean {
  return join_type !== "INNER" && condition !== null;
}

/** Whether any of the conditions that must all hold sets something of one relation equal to something of another. */
function hasEquality(condition: unknown): boolean {
  const {type, children, left, right} = condition as Node;
  if (type === "CONJUNCTION_AND") return (children as unknown[]).some(hasEquality);
  if (type !== "COMPARE_EQUAL") return false;
  const [one, other] = [relationsIn(left), relationsIn(right)];
  return one.size > 0 && other.size > 0 && [...one].some((name) => !other.has(name));
}

/** Whether a join's condition names a relation that is none of those joined. */
function joinsByAnother(from: Node): boolean {
  const joined = new Set(
    [...nodesOf(from)].flatMap(({alias, table_name}) => [alias, table_name]).filter(Boolean),
  );
  return joinsIn(from).some(({condition}) =>
    [...relationsIn(condition, 2)].some((relation) => !joined.has(relation)),
  );
}

function joinsIn({type, left, right, ...join}: Node): Node[] {
  return type === "JOIN" ? [join, ...joinsIn(left as Node), ...joinsIn(right as Node)] : [];
}

/** Relations whose columns an expression names, in so many words at least. */
function relationsIn(expression: unknown, words = 1): Set<string> {
  return new Set(
    [...nodesOf(expression)]
      .filter(
        ({class: kind, column_names}) => kind === "COLUMN_REF" && (column_names as string[]).length >= words,
      )
      .map(({column_names}) => String((column_names as string[])[0])),
  );
}
