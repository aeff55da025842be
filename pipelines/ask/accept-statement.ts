import {UserError} from "../../schemas/errors.ts";
import {nearest} from "../../schemas/nearest.ts";
import {statement} from "../catalog/sql-files.ts";
import type {ForeignConnection} from "../engine/foreign-engine.ts";
import {mayBeGiven, REFUSED_FUNCTIONS, TABLE_FUNCTIONS} from "../engine/harmless-functions.ts";
import {syntaxMessage} from "./engine-message.ts";
import {LONGEST_STATEMENT} from "./limits.ts";

/** What the engine's parser makes of a text; only SELECT-like statements have a tree. */
interface Parsed {
  error: boolean;
  error_message?: string;
  error_subtype?: string;
  position?: string;
  statements?: unknown[];
}

type Node = Record<string, unknown>;

/** Descriptions of relations and columns in the SQL standard's words; they hold no path and no setting. */
const STANDARD_VIEWS = ["columns", "schemata", "tables"].map((view) => `information_schema.${view}`);

/** What SHOW ALL TABLES reads: names only. SHOW TABLES would be empty, as no relation lies in the engine's own schema. */
const SHOWN_LIST = "__show_tables_expanded";

/**
 * UserError unless the text is exactly one SELECT-like statement (SELECT, FROM, VALUES, WITH, DESCRIBE, SUMMARIZE, SHOW
 * ALL TABLES) over published relations. The engine's own parser says so, not a search in the text.
 */
export async function mustBeOneQuestion(connection: ForeignConnection, sql: string): Promise<void> {
  mustBeText(sql);
  const [row] = await connection.rows(
    "select json_serialize_sql($1::varchar, skip_null := true, skip_empty := true)::varchar",
    [sql],
  );
  const parsed = JSON.parse(String(row?.[0])) as Parsed;
  if (parsed.error) throw new UserError(refusal(sql, parsed));
  const [statement, ...others] = parsed.statements ?? [];
  if (statement === undefined)
    throw new UserError("SQLがありません（注釈だけです）。SELECT文を1つ書いてください。");
  if (others.length > 0)
    throw new UserError(
      `SELECT文は1回に1つだけ実行できます（${others.length + 1}つあります）。「;」のあとを消してください。`,
    );
  const nodes = [...nodesOf(statement)];
  mustReadPublished(nodes, await relationsOf(connection));
  mustCallHarmless(nodes);
}

/** The engine reads a text only as far as the first NUL, the parser may not. */
function mustBeText(sql: string): void {
  if (sql.trim() === "") throw new UserError("SQLがありません。SELECT文を1つ書いてください。");
  if (sql.includes("\0")) throw new UserError("SQLの中に、文字でないもの（NUL）があります。消してください。");
  if (sql.length > LONGEST_STATEMENT)
    throw new UserError(
      `SQLが長すぎます（${sql.length.toLocaleString("ja-JP")}字。${LONGEST_STATEMENT.toLocaleString("ja-JP")}字まで）。値の並びは IN のかわりに範囲や JOIN で書いてください。`,
    );
}

function refusal(sql: string, {error_message = "", error_subtype, position}: Parsed): string {
  if (/expression depth/.test(error_message))
    return "SQLの入れ子が深すぎます（1000段まで）。WITH で分けて書いてください。";
  if (error_subtype === "SYNTAX_ERROR") return syntaxMessage(sql, error_message, Number(position));
  if (/\bpivot\b/i.test(sql))
    return "PIVOT は、ON 列 IN ('値1', '値2') と、列にする値を並べて書けば使えます。値を並べない PIVOT は、一時的な型を作るため受け付けません。";
  return "実行できるのは、読むだけの文（SELECT、FROM、WITH、VALUES、DESCRIBE、SUMMARIZE、値を並べた PIVOT）だけです。表を作る、書き換える、ファイルを読み書きする、設定を変える文は受け付けません。";
}

/** Every object of the tree. */
function* nodesOf(tree: unknown): Generator<Node> {
  if (Array.isArray(tree)) for (const item of tree) yield* nodesOf(item);
  else if (typeof tree === "object" && tree !== null) {
    yield tree as Node;
    for (const value of Object.values(tree)) yield* nodesOf(value);
  }
}

interface Relations {
  /** "marts.dim_kpis". */
  published: string[];
  /** Names that the engine itself gives to something. */
  internal: Set<string>;
}

async function relationsOf(connection: ForeignConnection): Promise<Relations> {
  const rows = await connection.rows(statement("releases.relation_names"));
  const named = rows.map(([isInternal, name]) => ({isInternal, name: String(name)}));
  return {
    published: named.filter(({isInternal}) => !isInternal).map(({name}) => name),
    internal: new Set(named.filter(({isInternal}) => isInternal).map(({name}) => name.toLowerCase())),
  };
}

function mustReadPublished(nodes: Node[], {published, internal}: Relations): void {
  const defined = definedNames(nodes);
  for (const name of defined)
    if (internal.has(name) || !mayBeGiven(name))
      throw new UserError(`「${name}」という名前は、WITHでは使えません。ほかの名前にしてください。`);
  const readable = new Set([...published, ...STANDARD_VIEWS]);
  for (const node of nodes) {
    if (node.type === "BASE_TABLE") mustBeReadable(node, readable, defined);
    if (node.type === "SHOW_REF" && !node.query && node.table_name !== SHOWN_LIST)
      throw new UserError("この SHOW は使えません。関係の一覧は SHOW ALL TABLES で見られます。");
  }
}

/** Names that WITH gives; none is the name of something of the engine's, so that no place can mean that instead. */
function definedNames(nodes: Node[]): Set<string> {
  return new Set(
    nodes
      .flatMap((node) => ((node.cte_map as {map?: Node[]} | undefined)?.map ?? []) as Node[])
      .map(({key}) => String(key).toLowerCase()),
  );
}

function mustBeReadable(node: Node, readable: Set<string>, defined: Set<string>): void {
  const table = String(node.table_name);
  const schema = node.schema_name;
  const name = schema === undefined ? table : `${String(schema)}.${table}`;
  const known = schema === undefined ? defined : readable;
  if (known.has(name.toLowerCase())) return;
  throw new UserError(
    `「${name}」という関係（表）は公開版にありません。近いもの: ${nearest(name, [...readable]).join("、")}`,
  );
}

function mustCallHarmless(nodes: Node[]): void {
  for (const node of nodes) {
    if (node.type === "TABLE_FUNCTION") {
      const name = String((node.function as Node | undefined)?.function_name).toLowerCase();
      if (!TABLE_FUNCTIONS.has(name))
        throw new UserError(
          `「${name}」は使えません。表のかわりに使えるのは ${[...TABLE_FUNCTIONS].join("、")} だけです。`,
        );
    }
    if (typeof node.function_name === "string" && REFUSED_FUNCTIONS.has(node.function_name.toLowerCase()))
      throw new UserError(
        `関数「${node.function_name}」は使えません（この機械や設定のことは、ここからは見られません）。`,
      );
  }
}
