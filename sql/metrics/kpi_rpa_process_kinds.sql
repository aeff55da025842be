-- RPAを活用した業務処理の種類（累計）。1行＝四半期
-- Kinds of work done with RPA, cumulative. One row per quarter to date.
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
where model = 'kpi_rpa_process_kinds' and item = 'rpa_process'
