-- 業務プロセス改革を支援した手続の数（累計）。1行＝四半期
-- Procedures supported in process reform, cumulative. One row per quarter to date.
-- needs: cumulative_since
select
    fiscal_year,
    quarter,
    period_start,
    period_end,
    cast(null as varchar) as scope_id,
    cast(null as varchar) as bureau_code,
    cumulative_amount as value,
    cumulative_amount as numerator,
    cast(null as double) as denominator
from intermediate.int_cumulative_activity
where model = 'kpi_bpr_procedures' and item = 'bpr_procedure'
