-- 計り方「採用した人のその後」（一定の月数の後も在職する、または辞めた割合、％）。1行＝指標・採用した年度・局区（空欄は市全体）
-- Measure: of those hired in a fiscal year, who was still there so many months after it, or had left, in %. One row per indicator, fiscal year of hiring and bureau (null: the city).
with followed as (
    select
        people.kpi_id,
        people.fiscal_year,
        people.period_start,
        people.period_end,
        people.bureau_code,
        coalesce(people.left_on >= months_after(people.hired_on, measures.after_months), true) = measures.is_still as is_met
    from intermediate.int_measure_counted as people
    inner join catalog.kpi_measures as measures on measures.kpi_id = people.kpi_id and measures.measure_kind = 'cohort'
)

select
    kpi_id,
    fiscal_year,
    cast(null as integer) as quarter,
    period_start,
    period_end,
    cast(null as varchar) as scope_id,
    bureau_code,
    100e0 * count(*) filter (where is_met) / count(*) as value,
    count(*) filter (where is_met) as numerator,
    count(*) as denominator
from followed
group by grouping sets (
    (kpi_id, fiscal_year, period_start, period_end),
    (kpi_id, fiscal_year, period_start, period_end, bureau_code)
)
