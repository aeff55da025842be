-- What the release attached as `published` tells, as any reader may: every value by bureau or of the city.
select kpi_id, scope_id, fiscal_year, cast(period_end as varchar) as period_end, bureau_code, value, numerator, denominator,
  observation_status = 'withheld' as is_withheld
from published.marts.fct_kpi_values
