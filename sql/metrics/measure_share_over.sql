-- 計り方「割合（基準を超える職員など、％）」。1行＝指標・四半期または年・局区（空欄は市全体）
-- Measure: people over a threshold (or at, below it), in % of the population, by the sum of the period or by any month of it. One row per indicator, period and bureau (null: the city).
select
    kpi_id,
    fiscal_year,
    quarter,
    period_start,
    period_end,
    cast(null as varchar) as scope_id,
    bureau_code,
    100e0 * count(*) filter (where is_over) / count(*) as value,
    count(*) filter (where is_over) as numerator,
    count(*) as denominator
from intermediate.int_measure_over
where measure_kind = 'share_over'
group by grouping sets (
    (kpi_id, fiscal_year, quarter, period_start, period_end),
    (kpi_id, fiscal_year, quarter, period_start, period_end, bureau_code)
)
