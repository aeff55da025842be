-- Columns of raw tables that are enumerations, as "source.column", with the values that they may hold.
select table_name || '.' || column_name as name, lower(data_type) as type
from duckdb_columns()
where schema_name = 'raw' and data_type like 'ENUM%'
