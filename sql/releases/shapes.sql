-- Every relation of a warehouse with its columns and types, in the order of the columns.
select schema_name || '.' || table_name as relation, column_name as column, data_type as type
from duckdb_columns()
where database_name = 'memory'
  and schema_name not in ('main', 'information_schema', 'pg_catalog')
order by relation, column_index
