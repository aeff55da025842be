-- 計り方「人数」（在職、採用、退職、新たな登用）。1行＝指標・年度・局区（空欄は市全体）
-- Measure: people in service on a day, hired, gone, or newly in the population. One row per indicator, fiscal year and bureau (null: the city); nobody is 0.
with counted as (
    select days.kpi_id, days.fiscal_year, days.period_start, days.period_end, people.bureau_code, people.staff_key
    from intermediate.int_measure_days as days
    inner join catalog.kpi_measures as measures on measures.kpi_id = days.kpi_id and measures.measure_kind = 'head_count'
    left join intermediate.int_measure_counted as people
        on people.kpi_id = days.kpi_id and people.period_end = days.period_end
)

select
    kpi_id,
    fiscal_year,
    cast(null as integer) as quarter,
    period_start,
    period_end,
    cast(null as varchar) as scope_id,
    bureau_code,
    count(staff_key) as value,
    count(staff_key) as numerator,
    cast(null as double) as denominator
from counted
group by grouping sets (
    (kpi_id, fiscal_year, period_start, period_end),
    (kpi_id, fiscal_year, period_start, period_end, bureau_code)
)
having grouping(bureau_code) = 1 or bureau_code is not null
