-- Which marts the release attached as `published` has: one of before may lack those of overtime by bureau, the names of bureaus with
-- the one of today that each is counted as, or sums of groups.
select
  count(distinct table_name) filter (where table_name not in ('dim_bureau_names', 'fct_kpi_sums', 'dim_bureau_groups')) = 5 as has_overtime,
  count(distinct table_name) filter (where table_name in ('fct_kpi_sums', 'dim_bureau_groups')) = 2 as has_sums,
  count(*) filter (where table_name = 'dim_bureau_names' and column_name = 'today_code') = 1 as has_former_bureaus
from duckdb_columns()
where database_name = 'published' and schema_name = 'marts'
  and table_name in (
    'fct_overtime_counts', 'fct_overtime_limits', 'fct_overtime_early_warning', 'fct_overtime_analysis_due', 'dim_overtime_rules',
    'dim_bureau_names', 'fct_kpi_sums', 'dim_bureau_groups'
  )
