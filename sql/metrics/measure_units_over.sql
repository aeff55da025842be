-- 計り方「基準を超える職員のいる局区（または level の所属）の数」。1行＝指標・四半期または年・局区（空欄は市全体）
-- Measure: bureaus with anybody over a threshold, or units of another level or departments, by the sum of the period or by any month of it. Units above the bureaus are told for the city only. One row per indicator, period and bureau (null: the city).
with people as (
    select people_over.*, coalesce(units.unit_code, people_over.bureau_code) as unit_code, units.is_above_bureaus
    from intermediate.int_measure_over as people_over
    left join intermediate.int_measure_units as units
        on units.unit_level = people_over.unit_level
        and units.as_of_date = people_over.roster_date
        and units.staff_key = people_over.staff_key
    where people_over.measure_kind = 'units_over'
)

select
    kpi_id,
    fiscal_year,
    quarter,
    period_start,
    period_end,
    cast(null as varchar) as scope_id,
    bureau_code,
    count(distinct unit_code) filter (where is_over) as value,
    count(distinct unit_code) filter (where is_over) as numerator,
    cast(null as double) as denominator
from people
group by grouping sets (
    (kpi_id, fiscal_year, quarter, period_start, period_end),
    (kpi_id, fiscal_year, quarter, period_start, period_end, bureau_code)
)
having grouping(bureau_code) = 1 or not coalesce(max(is_above_bureaus), false)
