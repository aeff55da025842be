-- メンタルヘルス対策の対象者数と実施者数。1行＝年度・対策
-- People due for a measure and done. One row per fiscal year and measure.
select
    years.fiscal_year,
    years.period_start,
    years.period_end,
    stg_mental_health.measure,
    stg_mental_health.due_count,
    stg_mental_health.done_count
from intermediate.int_complete_years as years
inner join staging.stg_mental_health
    on years.source = 'mental_health' and stg_mental_health.fiscal_year = years.fiscal_year
