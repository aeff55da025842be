-- The published relations that an open release or a warehouse has, as tables or views; those of one database where it is named.
select distinct schema_name || '.' || name as relation
from (
  select database_name, schema_name, table_name as name from duckdb_tables()
  union all
  select database_name, schema_name, view_name as name from duckdb_views()
)
where schema_name = 'marts' and database_name = coalesce($database, database_name)
order by relation
