-- 計り方「二つの量の比」（単位が％なら100倍）。1行＝指標・四半期または年・局区（空欄は市全体）
-- Measure: one amount over another, in % where that is the indicator's unit. One row per indicator, period and bureau (null: the city).
select
    above.kpi_id,
    above.fiscal_year,
    above.quarter,
    above.period_start,
    above.period_end,
    cast(null as varchar) as scope_id,
    above.bureau_code,
    case when kpis.unit in ('%', '％') then 100e0 else 1e0 end * above.amount / nullif(below.amount, 0) as value,
    above.amount as numerator,
    below.amount as denominator
from intermediate.int_measure_sums as above
inner join catalog.kpis as kpis on kpis.kpi_id = above.kpi_id
inner join intermediate.int_measure_sums as below
    on above.side = 'of'
    and below.side = 'over'
    and below.kpi_id = above.kpi_id
    and below.period_start = above.period_start
    and below.period_end = above.period_end
    and below.bureau_code is not distinct from above.bureau_code
