-- Whether the release attached as `published` has the marts of overtime by bureau: one of before may lack some.
select count(*) = 4 as is_there
from duckdb_tables()
where database_name = 'published' and schema_name = 'marts'
  and table_name in ('fct_overtime_counts', 'fct_overtime_limits', 'fct_overtime_early_warning', 'dim_overtime_rules')
