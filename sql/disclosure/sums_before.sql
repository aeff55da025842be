-- What earlier releases last told of groups of bureaus, and of bureaus over several years.
select kpi_id, scope_id, group_code, bureau_code, period_kind, cast(period_start as varchar) as period_start,
  cast(period_end as varchar) as period_end, observation_status, value, numerator, denominator
from disclosure.sums_before
