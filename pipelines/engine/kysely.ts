import {
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from "kysely";
import type {MartTables} from "../../schemas/marts.ts";
import type {Parameter, Warehouse} from "./open.ts";

/** Typed select statements over the marts of one open release: a wrong relation or column does not compile. */
export type Marts = Kysely<MartTables>;

export function typedMarts(warehouse: Warehouse): Marts {
  return new Kysely<MartTables>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => readingDriver(warehouse),
      createIntrospector: (database) => new PostgresIntrospector(database),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  });
}

function readingDriver(warehouse: Warehouse): Driver {
  const connection: DatabaseConnection = {
    executeQuery: async <Result>({sql, parameters}: CompiledQuery): Promise<QueryResult<Result>> => ({
      rows: (await warehouse.rows(sql, parameters as Parameter[])) as Result[],
    }),
    streamQuery: () => {
      throw new Error("marts are read whole");
    },
  };
  return {
    init: async () => {},
    acquireConnection: async () => connection,
    beginTransaction: readOnly,
    commitTransaction: readOnly,
    rollbackTransaction: readOnly,
    releaseConnection: async () => {},
    destroy: async () => warehouse.close(),
  };
}

async function readOnly(): Promise<void> {
  throw new Error("a release is read only");
}
