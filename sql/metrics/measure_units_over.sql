-- 計り方「基準を超える職員のいる局区の数」。1行＝指標・四半期または年・局区（空欄は市全体）
-- Measure: bureaus with anybody over a threshold, by the sum of the period or by any month of it. One row per indicator, period and bureau (null: the city).
select
    kpi_id,
    fiscal_year,
    quarter,
    period_start,
    period_end,
    null as scope_id,
    bureau_code,
    count(distinct bureau_code) filter (where is_over) as value,
    count(distinct bureau_code) filter (where is_over) as numerator,
    null as denominator
from intermediate.int_measure_over
where measure_kind = 'units_over'
group by grouping sets (
    (kpi_id, fiscal_year, quarter, period_start, period_end),
    (kpi_id, fiscal_year, quarter, period_start, period_end, bureau_code)
)
