-- 年間の上限を超えた職員数と、このままでは超える職員数。1行＝最新年度の月・上限・対象範囲・局区（示さない局区は空欄、その計は局区が空欄の行）
-- People over a yearly limit or on course to be. One row per as-of month of the latest year, rule, scope and bureau; of withheld bureaus the numbers are null, and the row without a bureau is their sum.
-- grain: as_of_month, rule_id, scope_id, bureau_code
select
    fiscal_year,
    month as as_of_month,
    months_elapsed,
    rule_id,
    scope_id,
    threshold_hours,
    bureau_code,
    cast(staff_count as integer) as over_count,
    cast(on_course_count as integer) as on_course_count
from metrics.overtime_told
where relation = 'early_warning'
order by as_of_month, scope_id, threshold_hours, bureau_code nulls last
