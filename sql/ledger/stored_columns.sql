-- Columns of the raw tables with their types, in the table's order.
select table_name as source, column_name as name, data_type as type
from duckdb_columns()
where schema_name = 'raw' and database_name = current_database()
order by table_name, column_index
