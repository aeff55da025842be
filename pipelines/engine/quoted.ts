/** The name of a table or column as an SQL identifier, whatever signs it has: files of others' hand name theirs as they like. */
export function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** The same of a relation with its schema: "marts.fct_revisions". */
export function qualified(relation: string): string {
  return relation.split(".").map(identifier).join(".");
}

/** A text as an SQL literal. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
