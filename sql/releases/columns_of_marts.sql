-- Columns of the release that is being written, attached as `release`.
select schema_name || '.' || table_name as mart, column_name as column
from duckdb_columns()
where database_name = 'release'
