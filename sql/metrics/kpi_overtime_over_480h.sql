-- 年間480時間を超えた職員数。1行＝対象範囲・四半期・局区（空欄は市全体）
-- People over 480 hours, by scope. One row per scope, quarter to date and bureau (null: the city).
select
    fiscal_year,
    quarter,
    period_start,
    period_end,
    scope_id,
    bureau_code,
    cast(sum(staff_count) as bigint) as value,
    cast(sum(staff_count) as bigint) as numerator,
    cast(null as double) as denominator
from metrics.overtime_counts
where rule_id = 'report_480'
group by grouping sets (
    (fiscal_year, quarter, period_start, period_end, scope_id),
    (fiscal_year, quarter, period_start, period_end, scope_id, bureau_code)
)
