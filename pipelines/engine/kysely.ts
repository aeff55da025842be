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
import {UserError} from "../../schemas/errors.ts";
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
    executeQuery: async <Result>({sql, parameters}: CompiledQuery): Promise<QueryResult<Result>> => {
      const rows = await warehouse.rows(sql, parameters as Parameter[]).catch(ofAnotherProgram);
      return {rows: rows as Result[]};
    },
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

/** The statements compile against the marts of this program: a relation or column that is missing was never in the release. */
function ofAnotherProgram(cause: unknown): never {
  if (!(cause instanceof Error) || !/^(Catalog|Binder) Error: /.test(cause.message)) throw cause;
  const [said = ""] = cause.message.split("\n");
  throw new UserError(
    `この公開版は別の版のプログラムで作られたもので、この操作に要る表か列がありません（${said}）。npx kaikaku run で今のプログラムの公開版を作るか、その公開版を作ったプログラムで開いてください。`,
    {cause},
  );
}

async function readOnly(): Promise<void> {
  throw new Error("a release is read only");
}
