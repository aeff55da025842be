import {expect, test} from "vitest";
import {BUREAUS, buildTinyCity} from "./tiny-city.ts";

/** Types that every engine has, and that a file keeps in few bytes; a sum of whole numbers is cast. */
const TYPES = ["BIGINT", "BOOLEAN", "DATE", "DOUBLE", "INTEGER", "VARCHAR"];

test("every column of a model has a type that every engine has: no sum is left as it comes", async () => {
  const city = await buildTinyCity({"局区.csv": BUREAUS});
  const columns = await city.rows(
    `select schema_name || '.' || table_name || '.' || column_name as name, data_type as type from duckdb_columns()
     where schema_name in ('restricted', 'intermediate', 'metrics', 'marts')`,
  );
  expect(columns.length).toBeGreaterThan(1000);
  expect(columns.filter(({type}) => !TYPES.includes(String(type)))).toEqual([]);
  city.close();
});
