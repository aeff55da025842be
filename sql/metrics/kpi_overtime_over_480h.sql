-- 年間480時間を超えた職員数。1行＝対象範囲・四半期・局区（空欄は市全体）
-- People over 480 hours, by scope. One row per scope, quarter to date and bureau (null: the city).
select
    fiscal_year,
    quarter,
    period_start,
    period_end,
    scope_id,
    bureau_code,
    sum(staff_count) as value,
    sum(staff_count) as numerator,
    null as denominator
from metrics.overtime_counts
where rule_id = 'report_480'
group by grouping sets (
    (fiscal_year, quarter, period_start, period_end, scope_id),
    (fiscal_year, quarter, period_start, period_end, scope_id, bureau_code)
)
