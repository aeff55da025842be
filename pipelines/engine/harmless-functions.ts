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
