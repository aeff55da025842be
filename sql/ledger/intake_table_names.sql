-- Names of the tables of the intake ledger, none in an empty file.
select table_name
from duckdb_tables()
where schema_name = 'intake'
