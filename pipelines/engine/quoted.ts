/** The name of a table or column as an SQL identifier, whatever signs it has: files of others' hand name theirs as they like. */
export function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** A text as an SQL literal. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
