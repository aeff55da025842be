-- Tables and views of the ledger's file, with the statement that would make each.
select 'table' as kind, schema_name, table_name as relation_name, sql as text
from duckdb_tables()
where database_name = current_database() and not internal and not temporary
union all
select 'view', schema_name, view_name, sql
from duckdb_views()
where database_name = current_database() and not internal and not temporary
