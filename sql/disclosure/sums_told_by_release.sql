-- What the release attached as `published` tells of groups of bureaus and of bureaus over several years.
select kpi_id, scope_id, group_code, bureau_code, period_kind, cast(period_start as varchar) as period_start,
  cast(period_end as varchar) as period_end, observation_status, value, numerator, denominator
from published.marts.fct_kpi_sums
where observation_status <> 'withheld'
