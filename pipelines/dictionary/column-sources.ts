import type {SelectNode} from "../catalog/parsed-select.ts";

/** Names of columns in their order, each with the columns ("raw.overtime.minutes") that its value is computed from. */
export type Columns = Map<string, Set<string>>;

/** What names mean at one place of a statement. */
interface Scope {
  /** Columns of a stored relation; undefined where there is none of that name. */
  stored: (relation: string) => string[] | undefined;
  ctes: Map<string, Columns>;
  tables: {alias: string; columns: Columns}[];
  /** What the same SELECT has named so far. */
  given: Columns;
  /** Where a subquery stands. */
  outer: Scope | undefined;
}

/**
 * The columns that a SELECT yields, each with the columns of stored relations that its expression reads, through CTEs and
 * subqueries. What only chooses rows (WHERE, joins, GROUP BY) is no source. Error for a name that means nothing here.
 */
export function columnSources(select: SelectNode, stored: Scope["stored"]): Columns {
  return columnsOf(select, {stored, ctes: new Map(), tables: [], given: new Map(), outer: undefined});
}

function columnsOf(node: SelectNode, outer: Scope): Columns {
  const scope = withCtes(node, outer);
  switch (node.type) {
    case "SET_OPERATION_NODE":
      return beside(columnsOf(part(node, "left"), scope), columnsOf(part(node, "right"), scope));
    case "RECURSIVE_CTE_NODE": {
      const first = columnsOf(part(node, "left"), scope);
      const ctes = new Map(scope.ctes).set(nameOf(node.cte_name), renamed(first, node.aliases));
      return beside(first, columnsOf(part(node, "right"), {...scope, ctes}));
    }
    case "SELECT_NODE":
      return selected(node, scope);
    default:
      throw new Error(`a SELECT with a part of an unknown kind: ${String(node.type)}`);
  }
}

function selected(node: SelectNode, outer: Scope): Columns {
  const columns: Columns = new Map();
  const scope: Scope = {...outer, tables: tablesIn(node.from_table, outer), given: columns, outer};
  for (const [place, item] of parts(node, "select_list").entries()) {
    if (item.type === "STAR") for (const [name, sources] of starred(item, scope)) columns.set(name, sources);
    else columns.set(givenName(item) ?? `column ${place}`, sourcesIn(item, scope));
  }
  return columns;
}

function givenName({alias, column_names: names}: SelectNode): string | undefined {
  const written = alias || (Array.isArray(names) ? names.at(-1) : undefined);
  return written ? nameOf(written) : undefined;
}

function starred(star: SelectNode, scope: Scope): Columns {
  const of = nameOf(star.relation_name);
  const left = new Set(parts(star, "exclude_list").map(nameOf));
  const all = scope.tables.filter(({alias}) => of === "" || alias === of).map(({columns}) => columns);
  return new Map([...together(all)].filter(([name]) => !left.has(name)));
}

function withCtes(node: SelectNode, scope: Scope): Scope {
  const ctes = new Map(scope.ctes);
  for (const entry of parts(part(node, "cte_map"), "map")) {
    const value = part(entry, "value");
    const columns = columnsOf(part(part(value, "query"), "node"), {...scope, ctes});
    ctes.set(nameOf(entry.key), renamed(columns, value.aliases));
  }
  return {...scope, ctes};
}

/** What stands behind FROM, joins taken apart. */
function tablesIn(from: unknown, scope: Scope): Scope["tables"] {
  const table = from as SelectNode;
  switch (table.type) {
    case "JOIN": {
      const left = tablesIn(table.left, scope);
      // A subquery may read what stands before it.
      return [...left, ...tablesIn(table.right, {...scope, tables: left, outer: scope})];
    }
    case "BASE_TABLE":
      return [aliased(table, storedOrCte(table, scope), nameOf(table.table_name))];
    case "SUBQUERY":
      return [aliased(table, columnsOf(part(part(table, "subquery"), "node"), {...scope, outer: scope}))];
    case "EXPRESSION_LIST":
      return [aliased(table, listed(table.values as SelectNode[][], scope))];
    case "TABLE_FUNCTION":
      return [aliased(table, ofFunction(table, scope))];
    case "EMPTY":
      return [];
    default:
      throw new Error(`FROM something of an unknown kind: ${String(table.type)}`);
  }
}

function aliased(table: SelectNode, columns: Columns, usual = ""): Scope["tables"][number] {
  return {alias: nameOf(table.alias) || usual, columns: renamed(columns, table.column_name_alias)};
}

function storedOrCte(table: SelectNode, scope: Scope): Columns {
  const [schema, name] = [nameOf(table.schema_name), nameOf(table.table_name)];
  const relation = `${schema}.${name}`;
  const columns = schema === "" ? scope.ctes.get(name) : ofStored(relation, scope);
  if (!columns) throw new Error(`nothing is called ${schema === "" ? name : relation}`);
  return columns;
}

function ofStored(relation: string, {stored}: Scope): Columns | undefined {
  return (
    stored(relation) && new Map(stored(relation)?.map((name) => [name, new Set([`${relation}.${name}`])]))
  );
}

/** VALUES: the columns have no names but those that are given to them. */
function listed(rows: SelectNode[][], scope: Scope): Columns {
  const named = rows.map(
    (row): Columns => new Map(row.map((cell, at) => [`col${at}`, sourcesIn(cell, scope)])),
  );
  return together(named);
}

/** What a function makes of what is handed to it; only those columns are known that get a name where it stands. */
function ofFunction({function: called, column_name_alias: names}: SelectNode, scope: Scope): Columns {
  const sources = sourcesIn(called, scope);
  return new Map((names as string[]).map((name) => [nameOf(name), sources]));
}

/** All columns that an expression reads. */
function sourcesIn(expression: unknown, scope: Scope): Set<string> {
  if (typeof expression !== "object" || expression === null) return new Set();
  const node = expression as SelectNode;
  if (node.class === "COLUMN_REF") return meantBy((node.column_names as string[]).map(nameOf), scope);
  const isSubquery = node.class === "SUBQUERY";
  const within = isSubquery
    ? [...columnsOf(part(part(node, "subquery"), "node"), subScope(scope)).values()]
    : [];
  const others = Object.entries(node).filter(([key]) => !(isSubquery && key === "subquery"));
  return union([...within, ...others.map(([, value]) => sourcesIn(value, scope))]);
}

function subScope(scope: Scope): Scope {
  return {...scope, tables: [], given: new Map(), outer: scope};
}

function meantBy(names: string[], scope: Scope): Set<string> {
  for (let place: Scope | undefined = scope; place; place = place.outer) {
    const found = meantHere(names, place);
    if (found) return found;
  }
  throw new Error(`nothing is called ${names.join(".")}`);
}

/** A column of a table by both names (its schema may stand before them), or by its own; where two have it, they were joined by it. */
function meantHere(names: string[], {tables, given}: Scope): Set<string> | undefined {
  const [first = "", second = ""] = names.slice(-2);
  const ofTable = tables.find(({alias, columns}) => alias === first && columns.has(second));
  if (ofTable) return ofTable.columns.get(second);
  const having = tables.flatMap(({columns}) => columns.get(first) ?? []);
  return having.length > 0 ? union(having) : given.get(first);
}

function renamed(columns: Columns, names: unknown): Columns {
  const given = (names ?? []) as string[];
  return new Map([...columns].map(([name, sources], at) => [nameOf(given[at]) || name, sources]));
}

/** One above the other: columns go by their place, names are the first's. */
function beside(first: Columns, second: Columns): Columns {
  const others = [...second.values()];
  return new Map([...first].map(([name, sources], at) => [name, union([sources, others[at] ?? []])]));
}

/** Columns of the same name are one. */
function together(several: Columns[]): Columns {
  const found: Columns = new Map();
  for (const columns of several)
    for (const [name, sources] of columns) found.set(name, union([found.get(name) ?? [], sources]));
  return found;
}

function union(several: Iterable<string>[]): Set<string> {
  return new Set(several.flatMap((one) => [...one]));
}

function part(node: SelectNode, name: string): SelectNode {
  return node[name] as SelectNode;
}

function parts(node: SelectNode, name: string): SelectNode[] {
  return (node[name] ?? []) as SelectNode[];
}

/** Names mean the same in capitals. */
function nameOf(written: unknown): string {
  return typeof written === "string" ? written.toLowerCase() : "";
}
