-- Columns and types of one relation of an attached release.
select column_name as name, data_type as type
from duckdb_columns()
where database_name = $release
  and schema_name || '.' || table_name = $relation
order by column_index
