-- What the release attached as `published` tells of bureaus' overtime (null: withheld).
-- Where it hid nobody, whoever is few by now may hide.
with said as (
  select 'counts' as relation, fiscal_year, cast(null as date) as month, cast(threshold_hours as varchar) as told_as, scope_id, bureau_code,
    staff_count
  from published.marts.fct_overtime_counts
  union all
  select 'limits', fiscal_year, month, rule_id, scope_id, bureau_code, staff_count
  from published.marts.fct_overtime_limits
  union all
  select 'early_warning', fiscal_year, as_of_month, rule_id, scope_id, bureau_code, on_course_count
  from published.marts.fct_overtime_early_warning
  union all
  select 'analysis_due', fiscal_year, null, rule_set, scope_id, bureau_code, staff_count
  from published.marts.fct_overtime_analysis_due
)
select relation, fiscal_year, cast(month as varchar) as month, told_as, scope_id, bureau_code, cast(staff_count as double) as staff_count
from said
where bureau_code is not null
qualify bool_or(staff_count is null) over (partition by relation, fiscal_year, month, told_as, scope_id)
