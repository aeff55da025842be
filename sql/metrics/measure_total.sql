-- 計り方「合計」。1行＝指標・四半期または年・局区（空欄は市全体）
-- Measure: amounts added up. One row per indicator, period and bureau (null: the city).
select
    sums.kpi_id,
    sums.fiscal_year,
    sums.quarter,
    sums.period_start,
    sums.period_end,
    cast(null as varchar) as scope_id,
    sums.bureau_code,
    sums.amount as value,
    sums.amount as numerator,
    cast(null as double) as denominator
from intermediate.int_measure_sums as sums
inner join catalog.kpi_measures as measures on measures.kpi_id = sums.kpi_id and measures.measure_kind = 'total'
