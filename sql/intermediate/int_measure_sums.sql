-- 計り方のある指標の、足し合わせた量。1行＝指標・期間・側・局区（空欄は市全体）
-- Amounts added up over a period, of a population where the indicator names one; of parental leave the people themselves are counted, each once, and so are those who have a least amount. One row per indicator, period, side and bureau (null: the city).
with rows_of_sources as (
    select
        sides.kpi_id,
        sides.side,
        periods.fiscal_year,
        periods.quarter,
        periods.period_start,
        periods.period_end,
        amounts.bureau_code,
        amounts.amount
    from catalog.kpi_measure_sides as sides
    inner join intermediate.int_measure_periods as periods on periods.kpi_id = sides.kpi_id
    left join intermediate.int_amounts as amounts
        on amounts.source = sides.source
        and amounts.field = sides.field
        and (sides.item is null or amounts.item = sides.item)
        and (sides.worked_department is null or amounts.worked_department = sides.worked_department)
        and amounts.period between periods.period_start and periods.period_end
    where sides.population_id is null
    union all
    select
        people.kpi_id,
        people.side,
        people.fiscal_year,
        people.quarter,
        people.period_start,
        people.period_end,
        people.bureau_code,
        case
            when sides.at_least is not null
                then case when half_up(people.amount - sides.at_least, 6) >= 0 then 1 else 0 end
            when sides.field in ('people', 'people_by_birth') then least(people.amount, 1)
            else people.amount
        end as amount
    from intermediate.int_measure_people as people
    inner join catalog.kpi_measure_sides as sides on sides.kpi_id = people.kpi_id and sides.side = people.side
)

select
    kpi_id,
    side,
    fiscal_year,
    quarter,
    period_start,
    period_end,
    bureau_code,
    coalesce(sum(amount), 0) as amount
from rows_of_sources
group by grouping sets (
    (kpi_id, side, fiscal_year, quarter, period_start, period_end),
    (kpi_id, side, fiscal_year, quarter, period_start, period_end, bureau_code)
)
having grouping(bureau_code) = 1 or bureau_code is not null
