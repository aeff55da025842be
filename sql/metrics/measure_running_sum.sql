-- 計り方「累計」。1行＝指標・四半期
-- Measure: amounts added up since the year in which the indicator starts. One row per indicator and quarter to date.
-- needs: cumulative_since
select
    increments.kpi_id,
    increments.fiscal_year,
    increments.quarter,
    increments.period_start,
    increments.period_end,
    cast(null as varchar) as scope_id,
    cast(null as varchar) as bureau_code,
    sum(increments.amount) as value,
    sum(increments.amount) as numerator,
    cast(null as double) as denominator
from intermediate.int_measure_increments as increments
inner join catalog.kpi_measures as measures
    on measures.kpi_id = increments.kpi_id and measures.measure_kind = 'running_sum'
group by
    increments.kpi_id, increments.fiscal_year, increments.quarter, increments.period_start, increments.period_end
