/** Types of DuckDB that the inputs of models have, with Spark's name of the same. */
const SPARK_TYPES: Record<string, string> = {
  BOOLEAN: "boolean",
  TINYINT: "tinyint",
  SMALLINT: "smallint",
  INTEGER: "int",
  BIGINT: "bigint",
  DOUBLE: "double",
  VARCHAR: "string",
  DATE: "date",
  TIMESTAMP: "timestamp_ntz",
};

/** "array<string>" for "VARCHAR[]". Error for a type that no input of a model has had so far. */
export function sparkType(type: string): string {
  if (type.endsWith("[]")) return `array<${sparkType(type.slice(0, -2))}>`;
  const known = /^DECIMAL\(\d+,\d+\)$/.test(type) ? type.toLowerCase() : SPARK_TYPES[type];
  if (known === undefined) throw new Error(`no type of Spark is known for ${type}: add it to spark-types.ts`);
  return known;
}

/** Of which kind the values of a type are: a column may come back wider or narrower than it was declared, but not as another kind. */
export function kindOfType(type: string): string {
  if (type.endsWith("[]")) return `${kindOfType(type.slice(0, -2))}[]`;
  if (/^U?(TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT)$|^DECIMAL\(\d+,0\)$/.test(type)) return "whole number";
  if (/^(DOUBLE|FLOAT|DECIMAL\(.*)$/.test(type)) return "number";
  return type;
}
