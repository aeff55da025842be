-- 新規採用職員の面談の実施率（％）。1行＝年度
-- New staff who were interviewed, in % of those hired. One row per fiscal year.
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
where measure = 'new_hire_interview'
