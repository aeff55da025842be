/**
 * Functions that stand where a table stands. All others read files, settings or the engine itself, take a relation by
 * its name (histogram), or run text as SQL.
 */
export const TABLE_FUNCTIONS = new Set([
  "generate_series",
  "json_each",
  "json_tree",
  "range",
  "repeat",
  "repeat_row",
  "unnest",
]);

/** Functions that tell about the machine or the engine, plan text as SQL, write its log, or only make it wait. */
export const REFUSED_FUNCTIONS = new Set([
  "current_connection_id",
  "current_query",
  "current_query_id",
  "current_setting",
  "current_transaction_id",
  "currval",
  "get_block_size",
  "getenv",
  "getvariable",
  "json_serialize_plan",
  "nextval",
  "pg_conf_load_time",
  "pg_postmaster_start_time",
  "pg_sleep",
  "sleep_ms",
  "stats",
  "txid_current",
  "write_log",
]);

/**
 * Whether WITH may give this name: a plain word that the engine calls nothing by. Any other could mean a file, or something of the
 * engine's, where the name is read outside the SELECT that WITH stands in.
 */
export function mayBeGiven(name: string): boolean {
  return /^[\p{L}_][\p{L}\p{N}_]*$/u.test(name) && !/^(duckdb|pg|pragma|sqlite)_/i.test(name);
}
