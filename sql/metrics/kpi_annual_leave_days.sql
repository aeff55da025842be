-- 年次休暇の平均取得日数（4月から）。1行＝四半期・局区（空欄は市全体）
-- Mean days of annual leave per person from April. One row per quarter to date and bureau (null: the city).
select
    fiscal_year,
    quarter,
    period_start,
    period_end,
    cast(null as varchar) as scope_id,
    bureau_code,
    sum(taken_minutes) / cast(minutes_per_day as double) / count(*) as value,
    sum(taken_minutes) / cast(minutes_per_day as double) as numerator,
    count(*) as denominator
from intermediate.int_leave_to_date
group by grouping sets (
    (fiscal_year, quarter, period_start, period_end, minutes_per_day),
    (fiscal_year, quarter, period_start, period_end, minutes_per_day, bureau_code)
)
