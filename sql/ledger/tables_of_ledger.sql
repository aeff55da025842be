-- Every table of the ledger.
select schema_name, table_name
from duckdb_tables()
