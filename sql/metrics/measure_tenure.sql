-- 計り方「継続勤務年数の平均」。1行＝指標・年度・局区（空欄は市全体）
-- Measure: years of service since the last hiring, on the mean. One row per indicator, fiscal year and bureau (null: the city).
with served as (
    select
        people.kpi_id,
        people.fiscal_year,
        people.period_start,
        people.period_end,
        people.bureau_code,
        days_between(spells.first_day, coalesce(people.left_on, people.period_end)) / 365.25e0 as years
    from intermediate.int_measure_counted as people
    inner join catalog.kpi_measures as measures on measures.kpi_id = people.kpi_id and measures.measure_kind = 'tenure'
    inner join intermediate.int_service_spells as spells
        on spells.staff_key = people.staff_key
        and spells.first_day <= coalesce(people.left_on, people.period_end)
        and (spells.last_day is null or spells.last_day >= coalesce(people.left_on, people.period_end))
)

select
    kpi_id,
    fiscal_year,
    cast(null as integer) as quarter,
    period_start,
    period_end,
    cast(null as varchar) as scope_id,
    bureau_code,
    sum(years) / count(*) as value,
    sum(years) as numerator,
    count(*) as denominator
from served
group by grouping sets (
    (kpi_id, fiscal_year, period_start, period_end),
    (kpi_id, fiscal_year, period_start, period_end, bureau_code)
)
