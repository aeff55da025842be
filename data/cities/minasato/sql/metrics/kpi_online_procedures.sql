-- 来庁しなくても済むようにした手続の数（累計）。1行＝四半期
-- Procedures that need no visit any more, added up from the year in which the indicator starts. One row per quarter to date.
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
where model = 'kpi_online_procedures' and item = 'online_procedure'
