import {mkdirSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import type {Home} from "../../pipelines/installation/home.ts";
import {openLedgerFile} from "../../pipelines/ledger/ledger.ts";
import type {Random} from "../../sample/random.ts";

/** Changes one thing on which figures rest, and says what. */
type Change = (home: Home, random: Random) => Promise<string> | string;

/** A cell of one row takes what another row has there. */
const swapCell: Change = (home, random) =>
  inRows(home, random, ({source, columns, rows: [one, other]}) => ({
    what: `a cell of ${source}`,
    sql: columnChange(source, random.pick(columns), [one, other]),
  }));

function columnChange(source: string, column: string, [one, other]: [number, number]): string {
  return `update raw.${source} set "${column}" = (select "${column}" from raw.${source} where rowid = ${other})
    where rowid = ${one}`;
}

const loseRow: Change = (home, random) =>
  inRows(home, random, ({source, rows: [one]}) => ({
    what: `a row of ${source} is gone`,
    sql: `delete from raw.${source} where rowid = ${one}`,
  }));

const repeatRow: Change = (home, random) =>
  inRows(home, random, ({source, rows: [one]}) => ({
    what: `a row of ${source} twice`,
    sql: `insert into raw.${source} select * from raw.${source} where rowid = ${one}`,
  }));

interface Rows {
  source: string;
  /** Those that say something of the city. */
  columns: string[];
  rows: [number, number];
}

async function inRows(
  home: Home,
  random: Random,
  change: (found: Rows) => {what: string; sql: string},
): Promise<string> {
  const ledger = await openLedgerFile(home);
  try {
    const tables = await ledger.rows(
      `select table_name as source, list(column_name order by column_index) as columns from duckdb_columns()
       where schema_name = 'raw' and table_name in (select source from intake.current_periods)
         and column_name not in ('batch_id', 'row_number', 'period') group by table_name order by table_name`,
    );
    const {source, columns} = random.pick(tables) as {source: string; columns: string[]};
    const ids = (await ledger.rows(`select rowid::integer as id from raw.${source} order by id`)).map(
      ({id}) => Number(id),
    );
    if (ids.length === 0) return `nothing (${source} is empty)`;
    const {what, sql} = change({source, columns, rows: [random.pick(ids), random.pick(ids)]});
    await ledger.run(sql);
    return what;
  } finally {
    ledger.close();
  }
}

/** A number of the catalog becomes another. */
const decideOtherwise: Change = ({city}, random) => {
  const file = random.pick(["kpis.yaml", "privacy.csv"]);
  const path = join(city, file);
  const lines = readFileSync(path, "utf8").split("\n");
  const places = lines.flatMap((line, index) => (NUMBER.test(line) && !line.startsWith("#") ? [index] : []));
  const place = random.pick(places);
  lines[place] = (lines[place] ?? "").replace(
    NUMBER,
    (_, before: string, digits: string) => `${before}${Number(digits) + random.between(1, 3)}`,
  );
  writeFileSync(path, lines.join("\n"));
  return `${file}, line ${place + 1}`;
};

/** A target or base in kpis.yaml, the least count in privacy.csv. */
const NUMBER = /(target: \{ value: |base: \{ value: |^[a-z_]+,)(\d+)/;

/** Two relations of the city's own, the second of which takes whatever columns the first has. */
const writeSql: Change = ({city}, random) => {
  const write = (schema: string, name: string, lines: string[]) => {
    mkdirSync(join(city, "sql", schema), {recursive: true});
    writeFileSync(join(city, "sql", schema, `${name}.sql`), `${lines.join("\n")}\n`);
  };
  const column = random.pick(["one", "other"]);
  write("intermediate", "int_own_words", [
    "-- 市のもの",
    `select bureau_code, ${random.between(1, 3)} as ${column} from staging.stg_bureaus where ${random.pick(["true", "false"])}`,
  ]);
  write("checks", "own_words_are_few", [
    "-- warning: 市の言葉",
    "-- remedy: 見る",
    `select * from intermediate.int_own_words where bureau_code = '${random.between(1, 9)}'`,
  ]);
  return `own SQL with the column ${column}`;
};

const removeSql: Change = ({city}) => {
  for (const file of ["intermediate/int_own_words.sql", "checks/own_words_are_few.sql"])
    rmSync(join(city, "sql", file), {force: true});
  return "own SQL is gone";
};

const nothing: Change = () => "nothing";

export const CHANGES: Change[] = [
  swapCell,
  swapCell,
  swapCell,
  loseRow,
  repeatRow,
  decideOtherwise,
  writeSql,
  removeSql,
  nothing,
];
