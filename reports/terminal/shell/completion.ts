import type {PublishedRelation} from "../../../schemas/release-catalog.ts";

const KEYWORDS =
  "select from where group by order by limit inner join left join on and or not in between like is null as case when then else end count sum avg min max round distinct having with over partition filter union all describe summarize".split(
    " ",
  );

const SHELL_COMMANDS = ["\\d", "\\x", "\\q", "\\?"];

/**
 * What may follow at the end of a line, and the word that it completes. Before a statement names relations every column
 * is offered, afterwards only theirs; `before` are the statement's earlier lines.
 */
export function completions(
  line: string,
  before: string,
  relations: PublishedRelation[],
): [candidates: string[], word: string] {
  const names = relations.map(({name}) => name);
  const [, argument] = /^\s*\\d\s+(\S*)$/.exec(line) ?? [];
  if (argument !== undefined) return [relationMatches(names, argument), argument];
  if (/^\s*\\/.test(line)) return [matching(SHELL_COMMANDS, line.trim()), line.trim()];
  const word = /[\w.]*$/.exec(line)?.[0] ?? "";
  const [, qualifier, beginning] = /^(\w+)\.(\w*)$/.exec(word) ?? [];
  const statement = `${before}\n${line}`;
  const own = qualifier && relationsNamed(statement, relations, qualifier);
  if (own && own.length > 0)
    return [matching(columnsOf(own), beginning ?? "").map((name) => `${qualifier}.${name}`), word];
  if (/\b(from|join|describe|summarize)\s+[\w.]*$/i.test(line)) return [relationMatches(names, word), word];
  const named = relations.filter(({name}) => statement.includes(name));
  const columns = columnsOf(named.length > 0 ? named : relations);
  const words = [...matching(columns, word), ...relationMatches(names, word), ...matching(KEYWORDS, word)];
  return [word === "" ? [] : [...new Set(words)], word];
}

/** "from marts.dim_kpis as kpis": what "kpis" or "dim_kpis" stands for in the statement. */
function relationsNamed(
  statement: string,
  relations: PublishedRelation[],
  qualifier: string,
): PublishedRelation[] {
  return relations.filter(({name}) => {
    const alias = new RegExp(`${name.replace(".", "\\.")}\\s+(?:as\\s+)?${qualifier}\\b`, "i");
    return alias.test(statement) || (name.endsWith(`.${qualifier}`) && statement.includes(name));
  });
}

function columnsOf(relations: PublishedRelation[]): string[] {
  return [...new Set(relations.flatMap(({columns}) => columns.map(({name}) => name)))].sort();
}

function matching(names: string[], beginning: string): string[] {
  return names.filter((name) => name.toLowerCase().startsWith(beginning.toLowerCase()));
}

/** "fct_k" finds "marts.fct_kpi_values", too. */
function relationMatches(names: string[], beginning: string): string[] {
  return names.filter((name) => [name, name.split(".")[1] ?? ""].some((part) => part.startsWith(beginning)));
}
