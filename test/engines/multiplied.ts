import {openWritable} from "../../pipelines/engine/open.ts";
import {qualified} from "../../pipelines/engine/quoted.ts";
import type {Home} from "../../pipelines/installation/home.ts";

/**
 * Makes of the people in a ledger so many times as many: every row about a person is there again for each of the others, who have keys of
 * their own and are in the same bureaus. Returns how many rows about people there are then. The ledger is nothing to load into any more.
 */
export async function multiplied(home: Home, times: number): Promise<number> {
  const ledger = await openWritable(home.ledger);
  try {
    const tables = await ledger.rows(
      "select table_name from duckdb_columns() where schema_name = 'raw' and column_name = 'staff_key'",
    );
    let count = 0;
    for (const {table_name} of tables) {
      const table = qualified(`raw.${table_name}`);
      await ledger.run(
        `insert into ${table} select rows.* replace (cast(hash(rows.staff_key, others.number) >> 1 as bigint) as staff_key)
         from ${table} as rows cross join range(1, ${times}) as others (number)`,
      );
      const [row] = await ledger.rows(`select count(*) as rows from ${table}`);
      count += Number(row?.rows);
    }
    // By it the program chooses how it lets the engines compute.
    await ledger.run(
      `update intake.batches set accepted_count = accepted_count * ${times}, row_count = row_count + accepted_count * ${times - 1}`,
    );
    await ledger.run("checkpoint");
    return count;
  } finally {
    ledger.close();
  }
}
