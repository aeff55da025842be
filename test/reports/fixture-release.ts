import {z} from "zod";
import {openWritable} from "../../pipelines/engine/open.ts";
import {type MartName, type MartRow, marts} from "../../schemas/marts.ts";

/** Rows of some marts; the others stay empty. */
export type FixtureRows = {[Name in MartName]?: MartRow<Name>[]};

const COLUMN_TYPES: Record<string, string> = {
  integer: "integer",
  number: "double",
  boolean: "boolean",
  string: "varchar",
};

/** Writes a release file with every published relation, its columns as the marts' schemas say. */
export async function writeFixtureRelease(path: string, rows: FixtureRows): Promise<void> {
  const warehouse = await openWritable(path);
  await warehouse.run("create schema marts");
  for (const [name, schema] of Object.entries(marts)) {
    const {properties = {}} = z.toJSONSchema(schema);
    const columns = Object.entries(properties).map(([column, type]) => `${column} ${columnType(type)}`);
    await warehouse.run(`create table ${name} (${columns.join(", ")})`);
    for (const row of rows[name as MartName] ?? []) {
      const cells = Object.keys(properties).map((column) =>
        literal((row as Record<string, unknown>)[column]),
      );
      await warehouse.run(`insert into ${name} values (${cells.join(", ")})`);
    }
  }
  warehouse.close();
}

function columnType(schema: z.core.JSONSchema._JSONSchema): string {
  if (typeof schema === "boolean") throw new Error("a mart column needs a type");
  const {type, format} =
    schema.anyOf?.map((part) => part as z.core.JSONSchema.Schema).find(isNotNull) ?? schema;
  const plain = Array.isArray(type) ? type.find((name) => name !== "null") : type;
  return format === "date" ? "date" : (COLUMN_TYPES[String(plain)] ?? "varchar");
}

function isNotNull({type}: z.core.JSONSchema.Schema): boolean {
  return type !== "null";
}

function literal(value: unknown): string {
  if (value === null || value === undefined) return "null";
  return typeof value === "string" ? `'${value.replaceAll("'", "''")}'` : String(value);
}
