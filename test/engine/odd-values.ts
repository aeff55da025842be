/** A column of every type, values near the ends of each, with NULLs in a rhythm of its own. */
const VALUES: Record<string, string> = {
  boolean: "row % 2 = 0",
  tinyint: "(row % 256 - 128)::tinyint",
  smallint: "(row - 150)::smallint",
  integer: "(2147483647 - row)::integer",
  bigint: "-9223372036854775807 + row",
  hugeint: "(row - 150)::hugeint * 100000000000000000000000",
  utinyint: "(row % 256)::utinyint",
  usmallint: "(65535 - row)::usmallint",
  uinteger: "(4294967295 - row)::uinteger",
  ubigint: "18446744073709551615::ubigint - row::ubigint",
  decimal4: "(row % 1800 - 900)::decimal(4, 1)",
  decimal9: "((row % 900 - 450) * 10000.01)::decimal(9, 2)",
  decimal18: "((row - 150) * 1000000000.001)::decimal(18, 3)",
  decimal38: "((row - 150)::decimal(38, 4) * 100000000000000000000)::decimal(38, 4)",
  float: "(row / 8)::float",
  double: "row / 7",
  date: "date '1900-01-01' + row::integer * 200",
  time: "time '00:00:00.000001' + to_seconds(row * 200)",
  timestamp: "make_timestamp((row - 150) * 86400000001)",
  timestamp_s: "make_timestamp((row - 150) * 86400000000)::timestamp_s",
  timestamp_ms: "make_timestamp((row - 150) * 86400001000)::timestamp_ms",
  timestamp_ns: "make_timestamp((row - 150) * 86400000001)::timestamp_ns",
  timestamptz: "to_timestamp(row * 86400)",
  varchar: "repeat('局' || row, (row % 9)::integer)",
  blob: "unhex(repeat('00ff', (row % 20)::integer))",
  interval: "to_months((row - 150)::integer) + to_days(row::integer) + to_microseconds(-row * 4000000001)",
  enum: "(case row % 3 when 0 then '達成' when 1 then '遅れ' else '不明' end)::enum('達成', '遅れ', '不明')",
  list: "range(row % 4)",
  list_of_text: "[row::varchar, null, repeat('長い文', (row % 7)::integer)]",
  struct: "{n: row, text: case when row % 2 = 0 then 'これは長い文です ' || row end}",
  map: "map {row::varchar: row % 3, '長い名前の項目です': null}",
  list_of_arrays: "[array_value(row::varchar, '長い名前の項目です'), null]",
  nested: "[{name: row::varchar, items: [row % 5, null]}, null]",
};

/** A statement with so many rows; each column NULL in rows of its own. */
export function oddValues(rows: number, names = Object.keys(VALUES)): string {
  const columns = names.map(
    (name, index) => `case when (row + 3) % ${index + 2} <> 1 then ${VALUES[name]} end as "${name}"`,
  );
  return `select ${columns.join(", ")} from (select range as row from range(${rows}))`;
}

export const ODD_NAMES = Object.keys(VALUES);
