-- Relations of a release with their columns, types and meanings, in the order of the columns.
select tables.schema_name || '.' || tables.table_name as relation, tables.comment as title,
  columns.column_name as column, columns.data_type as type, columns.comment as text
from duckdb_tables() as tables
inner join duckdb_columns() as columns on columns.table_oid = tables.table_oid
where not tables.internal
order by relation, columns.column_index
