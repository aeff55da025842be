-- People over a yearly limit or on course to be. One row per as-of month of the latest year, rule, scope and bureau.
select
    fiscal_year,
    as_of_month,
    months_elapsed,
    rule_id,
    scope_id,
    threshold_hours,
    bureau_code,
    over_count,
    on_course_count
from metrics.overtime_early_warning
order by as_of_month, scope_id, threshold_hours, bureau_code
