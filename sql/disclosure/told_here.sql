-- The same of the marts that are about to be published.
select kpi_id, scope_id, fiscal_year, cast(period_end as varchar) as period_end, bureau_code, value, numerator, denominator,
  observation_status = 'withheld' as is_withheld
from marts.fct_kpi_values
