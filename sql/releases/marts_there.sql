-- The published relations that an open release, or a warehouse, has.
select distinct schema_name || '.' || table_name as relation
from duckdb_tables()
where schema_name = 'marts'
