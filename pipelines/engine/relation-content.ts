import type {Warehouse} from "./open.ts";

/**
 * Names the content of relations: of each its columns with their types, and all its rows in whatever order, each as often as it is
 * there. The same content has the same name; that another has it, too, is as likely as to draw one number of 64 bits twice.
 */
export async function contentNames(warehouse: Warehouse, relations: string[]): Promise<Map<string, string>> {
  if (relations.length === 0) return new Map();
  const rows = await warehouse.rows(relations.map(contentOf).join("\nunion all\n"));
  return new Map(rows.map(({relation, content}) => [String(relation), String(content)]));
}

/** The type of a whole row tells columns and types, of no rows, too. */
function contentOf(relation: string): string {
  return `select '${relation}' as relation,
    concat_ws(' ', count(*), bit_xor(hash(whole)), sum(hash(whole)), typeof(any_value(whole))) as content
    from ${relation} as whole`;
}
