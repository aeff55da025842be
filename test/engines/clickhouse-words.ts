import {type Dialect, type Exchanged, exchanged, piecesOf} from "../../pipelines/engine/dialect.ts";

/** Types of DuckDB that models and their inputs have, with ClickHouse's name of the same. */
const TYPES: Record<string, string> = {
  BOOLEAN: "Bool",
  TINYINT: "Int8",
  SMALLINT: "Int16",
  INTEGER: "Int32",
  BIGINT: "Int64",
  UBIGINT: "UInt64",
  HUGEINT: "Int128",
  DOUBLE: "Float64",
  VARCHAR: "String",
  DATE: "Date32",
  TIMESTAMP: "DateTime64(6, 'UTC')",
};

/** A list is never null there. Error for a type that no relation has had so far. */
export function clickHouseType(type: string): string {
  if (type.endsWith("[]")) return `Array(${clickHouseType(type.slice(0, -2))})`;
  const known = /^DECIMAL\(\d+,\d+\)$/.test(type) ? type.replace("DECIMAL", "Decimal") : TYPES[type];
  if (known === undefined)
    throw new Error(`no type of ClickHouse is known for ${type}: add it to clickhouse-words.ts`);
  return `Nullable(${known})`;
}

export const CLICKHOUSE: Dialect = {
  types: Object.fromEntries(
    ["BIGINT", "BOOLEAN", "DATE", "DOUBLE", "INTEGER", "VARCHAR"].map((type) => [
      type.toLowerCase(),
      clickHouseType(type),
    ]),
  ),
  calls: {
    concat: (parts) => `arrayStringConcat(${textsOf(parts)})`,
    concat_ws: ([mark, ...parts]) => `arrayStringConcat(${textsOf(parts)}, ${mark})`,
    latest_by: (list) => `argMax(${list.join(", ")})`,
    make_date: (list) => `makeDate32(${list.join(", ")})`,
    median_of: ([value]) => `quantileExactInclusive(0.5)(${value})`,
  },
};

/** Texts that are there: a null among them makes nothing of all of them in ClickHouse. */
function textsOf(parts: string[]): string {
  return `arrayMap(one -> assumeNotNull(one), arrayFilter(one -> isNotNull(one), [${parts.map((part) => `toString(${part})`).join(", ")}]))`;
}

/** A relation beside each row is written there as a join of the row's own list. */
export const CLAUSES: Record<string, [wanted: RegExp, written: string][]> = {
  names_in: [
    [
      /cross join lateral names_in\(([\w.]+)\) as other \(name\)/g,
      "array join if(isNull($1), [], splitByString('、', assumeNotNull($1))) as name",
    ],
    [/\bother\.name\b/g, "name"],
  ],
};

/** The text of a model as ClickHouse is given it. */
export function forClickHouse(text: string): Exchanged {
  const plain = text.replace(/--.*$/gm, "");
  const clauses = Object.entries(CLAUSES).filter(([, [first]]) => first && plain.search(first[0]) >= 0);
  const listed = clauses
    .flatMap(([, exchanges]) => exchanges)
    .reduce((said, [wanted, written]) => said.replaceAll(wanted, written), plain);
  const {text: inItsWords, words} = exchanged(listed, CLICKHOUSE);
  const own = ownNames(inItsWords);
  const changed = [...words, ...clauses.map(([name]) => name), ...(own === inItsWords ? [] : ["own names"])];
  return {text: own, words: changed.sort()};
}

/**
 * Names what is chosen as "relation.column" after its column: where another relation has it, too, ClickHouse calls it by
 * both words.
 */
function ownNames(text: string): string {
  const pieces = piecesOf(text);
  /** Of each open bracket, whether its SELECT still lists what it chooses. */
  const lists = [false];
  let [written, item]: [string, string[]] = ["", []];
  for (const piece of pieces) {
    const word = piece.toLowerCase();
    const isInList = lists.at(-1) === true;
    if (word === "select") {
      lists[lists.length - 1] = true;
      item = [];
    } else if (isInList && (word === "," || word === "from" || word === ")")) {
      written = named(written, item);
      item = [];
      if (word === "from") lists[lists.length - 1] = false;
    } else if (isInList && word !== "distinct") item.push(piece);
    if (word === "(") lists.push(false);
    if (word === ")") {
      lists.pop();
      // The bracket was part of what is chosen around it.
      item = [")"];
    }
    written += piece;
  }
  return written;
}

function named(written: string, item: string[]): string {
  const [relation, point, column, ...more] = item.filter((piece) => piece.trim() !== "");
  if (relation === undefined || point !== "." || column === undefined || more.length > 0) return written;
  if (!/^\w+$/.test(column)) return written;
  const end = written.trimEnd();
  return `${end} as ${column}${written.slice(end.length)}`;
}
