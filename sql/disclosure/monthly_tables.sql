-- What the release attached as `published` tells of bureaus with people enough: a mart's month (or year) of one limit and scope a row, with
-- the bureaus that are told and their people, those that are withheld, and the sum that these hide in.
with told as (
  select 'fct_overtime_limits' as mart, fiscal_year, month, rule_id, scope_id, bureau_code, staff_count as people
  from published.marts.fct_overtime_limits
  where month is not null
  union all
  select 'fct_overtime_early_warning', fiscal_year, as_of_month, rule_id, scope_id, bureau_code, on_course_count
  from published.marts.fct_overtime_early_warning
  union all
  select 'fct_overtime_analysis_due', fiscal_year, make_date(fiscal_year + 1, 3, 1), rule_set, scope_id, bureau_code, staff_count
  from published.marts.fct_overtime_analysis_due
)
select mart, fiscal_year, cast(month as varchar) as month, rule_id, scope_id,
  coalesce(list(bureau_code order by bureau_code) filter (where bureau_code is not null and people is not null), []) as told_bureaus,
  coalesce(list(cast(people as integer) order by bureau_code) filter (where bureau_code is not null and people is not null), [])
    as told_people,
  coalesce(list(bureau_code order by bureau_code) filter (where people is null), []) as hidden_bureaus,
  cast(any_value(people) filter (where bureau_code is null) as integer) as hidden_people
from told
group by mart, fiscal_year, month, rule_id, scope_id
order by all
