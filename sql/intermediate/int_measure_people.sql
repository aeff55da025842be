-- 計り方のある指標の、職員ごとの量（なければ0）。1行＝指標・期間・側・職員
-- What each person of an indicator's population has of the amounts that it adds up, nothing being 0, and the most of any month. One row per indicator, period, side and person.
with people as (
    select
        kpi_id,
        side,
        fiscal_year,
        quarter,
        period_start,
        period_end,
        staff_key,
        latest_by(bureau_code, coalesce(month, period_start)) as bureau_code,
        count(*) as month_count,
        count(month) > 0 as is_by_month
    from intermediate.int_measure_staff
    group by kpi_id, side, fiscal_year, quarter, period_start, period_end, staff_key
),

amounts as (
    select people.kpi_id, people.side, people.fiscal_year, people.period_end, people.staff_key, amounts.period,
        sum(amounts.amount) as amount
    from people
    inner join catalog.kpi_measure_sides as sides on sides.kpi_id = people.kpi_id and sides.side = people.side
    inner join intermediate.int_amounts as amounts
        on amounts.source = sides.source
        and amounts.field = sides.field
        and (sides.item is null or amounts.item = sides.item)
        and amounts.staff_key = people.staff_key
        and amounts.period between people.period_start and people.period_end
    left join intermediate.int_measure_staff as months
        on people.is_by_month
        and months.kpi_id = people.kpi_id
        and months.side = people.side
        and months.period_start = people.period_start
        and months.period_end = people.period_end
        and months.staff_key = people.staff_key
        and months.month = amounts.period
    where not people.is_by_month or months.staff_key is not null
    group by people.kpi_id, people.side, people.fiscal_year, people.period_end, people.staff_key, amounts.period
),

totals as (
    select kpi_id, side, fiscal_year, period_end, staff_key, sum(amount) as amount, max(amount) as largest_amount
    from amounts
    group by kpi_id, side, fiscal_year, period_end, staff_key
)

select
    people.kpi_id,
    people.side,
    people.fiscal_year,
    people.quarter,
    people.period_start,
    people.period_end,
    people.staff_key,
    people.bureau_code,
    people.month_count,
    people.is_by_month,
    coalesce(totals.amount, 0) as amount,
    coalesce(totals.largest_amount, 0) as largest_amount
from people
left join totals
    on totals.kpi_id = people.kpi_id
    and totals.side = people.side
    and totals.fiscal_year = people.fiscal_year
    and totals.period_end = people.period_end
    and totals.staff_key = people.staff_key
