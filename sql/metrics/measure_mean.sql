-- 計り方「平均」。1行＝指標・四半期または年・局区（空欄は市全体）
-- Measure: what a person of the population has on the mean; per month, divided by the months of the period or by the person-months themselves. One row per indicator, period and bureau (null: the city).
with divided as (
    select
        people.kpi_id,
        people.fiscal_year,
        people.quarter,
        people.period_start,
        people.period_end,
        people.bureau_code,
        people.amount,
        case
            when not measures.per_month then 1
            when people.is_by_month then people.month_count
            else month_index_of(people.period_end) - month_index_of(people.period_start) + 1
        end as parts
    from intermediate.int_measure_people as people
    inner join catalog.kpi_measures as measures on measures.kpi_id = people.kpi_id and measures.measure_kind = 'mean'
)

select
    kpi_id,
    fiscal_year,
    quarter,
    period_start,
    period_end,
    cast(null as varchar) as scope_id,
    bureau_code,
    sum(amount) / sum(parts) as value,
    sum(amount) as numerator,
    cast(sum(parts) as bigint) as denominator
from divided
group by grouping sets (
    (kpi_id, fiscal_year, quarter, period_start, period_end),
    (kpi_id, fiscal_year, quarter, period_start, period_end, bureau_code)
)
