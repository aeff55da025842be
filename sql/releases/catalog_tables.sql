-- Names of the tables of what the city has decided.
select table_name as name
from duckdb_tables()
where schema_name = 'catalog'
order by name
