-- What the release attached as `published` tells every month of bureaus' people over a limit or on course to be: how many tables (a month,
-- limit and scope), how many numbers are withheld, the smallest sum that they hide in, and how many give themselves away: fewer than
-- three that hide, and a bureau whose same people are told in two ways of counting that differ.
with told as (
  select 'limits' as relation, month, rule_id, scope_id, bureau_code, staff_count as people from published.marts.fct_overtime_limits
  where month is not null
  union all
  select 'early_warning', as_of_month, rule_id, scope_id, bureau_code, on_course_count from published.marts.fct_overtime_early_warning
),
tables as (
  select relation, month, rule_id, scope_id, count(*) filter (where people is null) as hidden_count,
    any_value(people) filter (where bureau_code is null) as rest_sum
  from told
  group by all
),
twins as (
  select count(distinct people) - 1 as more
  from told
  inner join published.marts.dim_overtime_rules as rules using (rule_id)
  where bureau_code is not null and people is not null
  group by relation, month, bureau_code, rules.window_kind, rules.threshold_hours, rules.months_limit
)
select count(*) as tables, coalesce(sum(hidden_count), 0) as hidden, min(rest_sum) filter (where rest_sum > 0) as narrowest,
  coalesce(sum(hidden_count) filter (where hidden_count < 3), 0) + (select coalesce(sum(more), 0) from twins) as undone
from tables
