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
        max(roster_date) as roster_date,
        count(*) as month_count,
        count(month) = count(*) as is_by_month
    from intermediate.int_measure_staff
    group by kpi_id, side, fiscal_year, quarter, period_start, period_end, staff_key
),

amounts as (
    select
        staff.kpi_id,
        staff.side,
        staff.period_start,
        staff.period_end,
        staff.staff_key,
        amounts.period,
        sum(amounts.amount) as amount
    from intermediate.int_measure_staff as staff
    inner join catalog.kpi_measure_sides as sides on sides.kpi_id = staff.kpi_id and sides.side = staff.side
    inner join intermediate.int_amounts as amounts
        on amounts.source = sides.source
        and amounts.field = sides.field
        and (sides.item is null or amounts.item = sides.item)
        and (sides.worked_department is null or amounts.worked_department = sides.worked_department)
        and amounts.staff_key = staff.staff_key
        and amounts.period between staff.period_start and staff.period_end
        and (staff.month is null or amounts.period = staff.month)
    group by staff.kpi_id, staff.side, staff.period_start, staff.period_end, staff.staff_key, amounts.period
),

totals as (
    select kpi_id, side, period_start, period_end, staff_key, sum(amount) as amount, max(amount) as largest_amount
    from amounts
    group by kpi_id, side, period_start, period_end, staff_key
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
    people.roster_date,
    people.month_count,
    people.is_by_month,
    coalesce(totals.amount, 0) as amount,
    coalesce(totals.largest_amount, 0) as largest_amount
from people
left join totals
    on totals.kpi_id = people.kpi_id
    and totals.side = people.side
    and totals.period_start = people.period_start
    and totals.period_end = people.period_end
    and totals.staff_key = people.staff_key
