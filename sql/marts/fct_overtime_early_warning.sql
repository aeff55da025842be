-- 年間の上限を超えた職員数と、このままでは超える職員数。1行＝最新年度の月・上限・対象範囲・局区
-- People over a yearly limit or on course to be. One row per as-of month of the latest year, rule, scope and bureau.
-- grain: as_of_month, rule_id, scope_id, bureau_code
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
