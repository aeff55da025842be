-- What people call the codes that stand in figures, by the column that they stand in.
select 'kpi_id' as column, kpi_id as code, short_name as name
from catalog.kpis
union all
select 'scope_id' as column, population_id as code, population_name as name
from intermediate.int_populations
union all
select 'rule_id' as column, rule_id as code, rule_name as name
from catalog.overtime_rules
union all
select 'bureau_code' as column, bureau_code as code, bureau_code || '（' || bureau_name || '）' as name
from staging.stg_bureaus
