-- What the release attached as `published` tells, as any reader may: every value by bureau or of the city, but for single months, which
-- are of the whole alone and no part of any sum to date.
select kpi_id, scope_id, fiscal_year, cast(period_end as varchar) as period_end, bureau_code, value, numerator, denominator,
  observation_status = 'withheld' as is_withheld
from published.marts.fct_kpi_values
where period_kind <> 'month'
