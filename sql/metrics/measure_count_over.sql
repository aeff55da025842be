-- 計り方「人数（基準を超える職員など）」。1行＝指標・四半期または年・局区（空欄は市全体）
-- Measure: people over a threshold (or at, below it), by the sum of the period or by any month of it. One row per indicator, period and bureau (null: the city).
select
    kpi_id,
    fiscal_year,
    quarter,
    period_start,
    period_end,
    cast(null as varchar) as scope_id,
    bureau_code,
    count(*) filter (where is_over) as value,
    count(*) filter (where is_over) as numerator,
    cast(null as double) as denominator
from intermediate.int_measure_over
where measure_kind = 'count_over'
group by grouping sets (
    (kpi_id, fiscal_year, quarter, period_start, period_end),
    (kpi_id, fiscal_year, quarter, period_start, period_end, bureau_code)
)
