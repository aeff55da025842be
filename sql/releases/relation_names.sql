-- Names of the published relations (false) and of what the engine itself calls by a name (true).
select false as is_internal, schema_name || '.' || table_name as name
from duckdb_tables()
union all
select true as is_internal, view_name as name
from duckdb_views()
