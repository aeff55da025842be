-- 時間外勤務の上限などの研修の回数。1行＝四半期
-- Trainings on working-time limits within the fiscal year. One row per quarter to date.
select
    fiscal_year,
    quarter,
    period_start,
    period_end,
    cast(null as varchar) as scope_id,
    cast(null as varchar) as bureau_code,
    amount as value,
    amount as numerator,
    cast(null as double) as denominator
from intermediate.int_activity_to_date
where item = 'limit_training'
