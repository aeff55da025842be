-- What else the release attached as `published` tells of bureaus' people over 480 hours: marts that are no indicator's, as if of one.
select cast(null as varchar) as kpi_id, scope_id, fiscal_year, cast(period_end as varchar) as period_end, bureau_code,
  cast(people as double) as value, cast(null as double) as numerator, cast(null as double) as denominator, people is null as is_withheld
from (
  select 'counts' as relation, scope_id, fiscal_year, make_date(fiscal_year + 1, 3, 31) as period_end, bureau_code,
    staff_count as people
  from published.marts.fct_overtime_counts
  where threshold_hours = 480
  union all
  select 'limits', scope_id, fiscal_year, make_date(fiscal_year + 1, 3, 31), bureau_code, staff_count
  from published.marts.fct_overtime_limits
  where rule_id = 'report_480' and month is null
  union all
  select 'early_warning', scope_id, fiscal_year, last_day(as_of_month), bureau_code, over_count
  from published.marts.fct_overtime_early_warning
  -- Between two quarters the indicator has no sum; who is told there all the same is looked at, too.
  where rule_id = 'report_480' and (extract(month from as_of_month) % 3 = 0 or over_count > 0)
) as told
-- The sum of those that are withheld has no bureau, and is not the city's. Where the city has nobody, no bureau has anybody, which
-- the city's own number tells.
where bureau_code is not null
qualify bool_or(people is null or people > 0) over (partition by relation, scope_id, period_end)
