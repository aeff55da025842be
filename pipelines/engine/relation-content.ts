import type {Warehouse} from "./open.ts";
import {identifier, qualified, quoted} from "./quoted.ts";

/**
 * Names the content of relations: of each its columns with their types, and all its rows in whatever order, each as often as it is
 * there. The same content has the same name; that another has it, too, is as likely as to draw one number of 64 bits twice.
 */
export async function contentNames(warehouse: Warehouse, relations: string[]): Promise<Map<string, string>> {
  if (relations.length === 0) return new Map();
  const rows = await warehouse.rows(relations.map(contentOf).join("\nunion all\n"));
  return new Map(rows.map(({relation, content}) => [String(relation), String(content)]));
}

/** Gives rows a name, so that their content has one: a view of this connection's alone. */
export async function viewOf(warehouse: Warehouse, name: string, select: string): Promise<string> {
  await warehouse.run(`create or replace temp view ${identifier(name)} as ${select}`);
  return `temp.main.${name}`;
}

/** Of these the engine gives the same number to what is not the same: [] and null, a month and thirty days, 1 and 2 to the power of 64. */
const ALIKE = String.raw`\[\d*\]|STRUCT\(.*STRUCT\(|MAP\(|UNION\(|VARIANT|HUGEINT|INTERVAL`;

/** The type of a whole row tells columns and types, of no rows, too. */
function contentOf(relation: string): string {
  const row = `hash(whole, if(regexp_matches(typeof(whole), '${ALIKE}'), whole::varchar, ''))`;
  return `select ${quoted(relation)} as relation,
    concat_ws(' ', count(*), bit_xor(${row}), sum(${row}), typeof(any_value(whole))) as content
    from ${qualified(relation)} as whole`;
}

/** SHA-256 of the rows of each of these relations, each row as a line of JSON, in an order of their own. */
export async function lineChecksums(warehouse: Warehouse, relations: string[]): Promise<Map<string, string>> {
  if (relations.length === 0) return new Map();
  const rows = await warehouse.rows(relations.map(checksumOf).join("\nunion all\n"));
  return new Map(rows.map(({relation, checksum}) => [String(relation), String(checksum)]));
}

function checksumOf(relation: string): string {
  return `select ${quoted(relation)} as relation,
    sha256(coalesce(string_agg(line, chr(10) order by line), '')) as checksum
    from (select cast(to_json(content) as varchar) as line from ${qualified(relation)} as content)`;
}
