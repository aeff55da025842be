-- 紙文書コーチングの回数（累計）。1行＝四半期
-- Coaching on paper, cumulative. One row per quarter to date.
-- needs: cumulative_since
select
    fiscal_year,
    quarter,
    period_start,
    period_end,
    null as scope_id,
    null as bureau_code,
    cumulative_amount as value,
    cumulative_amount as numerator,
    null as denominator
from intermediate.int_cumulative_activity
where model = 'kpi_coaching_sessions' and item = 'coaching'
