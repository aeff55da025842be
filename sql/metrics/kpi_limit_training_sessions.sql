-- 時間外勤務の上限などの研修の回数。1行＝四半期
-- Trainings on working-time limits within the fiscal year. One row per quarter to date.
select
    fiscal_year,
    quarter,
    period_start,
    period_end,
    null as scope_id,
    null as bureau_code,
    amount as value,
    amount as numerator,
    null as denominator
from intermediate.int_activity_to_date
where item = 'limit_training'
