-- 復職支援プランの作成率（％）。1行＝年度
-- Staff returning from leave with a support plan, in %. One row per fiscal year.
select
    fiscal_year,
    cast(null as integer) as quarter,
    period_start,
    period_end,
    cast(null as varchar) as scope_id,
    cast(null as varchar) as bureau_code,
    100e0 * done_count / nullif(due_count, 0) as value,
    done_count as numerator,
    due_count as denominator
from intermediate.int_mental_health_rates
where measure = 'return_plan'
