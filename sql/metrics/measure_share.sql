-- 計り方「割合」（対象の職員のうち、もう一つの対象の職員でもある人、％）。1行＝指標・年度・局区（空欄は市全体）
-- Measure: how many of the people counted are also of another population, in %. One row per indicator, fiscal year and bureau (null: the city); a day on which nobody counts has no value.
select
    people.kpi_id,
    people.fiscal_year,
    cast(null as integer) as quarter,
    people.period_start,
    people.period_end,
    cast(null as varchar) as scope_id,
    people.bureau_code,
    100e0 * count(*) filter (where people.is_part) / count(*) as value,
    count(*) filter (where people.is_part) as numerator,
    count(*) as denominator
from intermediate.int_measure_counted as people
inner join catalog.kpi_measures as measures on measures.kpi_id = people.kpi_id and measures.measure_kind = 'share'
group by grouping sets (
    (people.kpi_id, people.fiscal_year, people.period_start, people.period_end),
    (people.kpi_id, people.fiscal_year, people.period_start, people.period_end, people.bureau_code)
)
