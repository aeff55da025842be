/** Texts, quoted names, $$texts$$ and notes, closed or not. */
const QUOTED = /'[^']*'?|"[^"]*"?|\$(\w*)\$[\s\S]*?(?:\$\1\$|$)|--.*|\/\*[\s\S]*?(?:\*\/|$)/g;

/** Whether a statement ends with ";" – one outside of texts, names and notes, with nothing but notes behind it. */
export function isEnded(statement: string): boolean {
  return statement
    .replace(QUOTED, (part) => (isNote(part) ? " " : "x"))
    .trimEnd()
    .endsWith(";");
}

function isNote(part: string): boolean {
  return part.startsWith("--") || (part.startsWith("/*") && part.endsWith("*/"));
}
