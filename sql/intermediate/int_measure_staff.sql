-- 計り方のある指標が数える職員。1行＝指標・期間・側・職員・月（月ごとに数えないものは空欄）
-- People whose amounts an indicator adds up: of its population on the last roster until the period (or, for person-months, until the month), in service on its first day or, where the population asks for that, through the whole of it. One row per indicator, period, side, person and month (null where they are not counted by the month).
with sides as (
    select sides.kpi_id, sides.side, sides.population_id, populations.counted
    from catalog.kpi_measure_sides as sides
    inner join intermediate.int_populations as populations on populations.population_id = sides.population_id
),

counted_months as (
    select spans.period_start, spans.period_end, months.month, 'person_months' as counted
    from (select distinct period_start, period_end from intermediate.int_measure_periods) as spans
    inner join (select distinct month_start(day) as month from catalog.opening_days) as months
        on months.month between spans.period_start and spans.period_end
),

spans as (
    select
        sides.kpi_id,
        sides.side,
        sides.population_id,
        sides.counted,
        periods.fiscal_year,
        periods.quarter,
        periods.period_start,
        periods.period_end,
        months.month,
        coalesce(months.month, periods.period_start) as roster_until
    from sides
    inner join intermediate.int_measure_periods as periods on periods.kpi_id = sides.kpi_id
    left join counted_months as months
        on months.counted = sides.counted
        and months.period_start = periods.period_start
        and months.period_end = periods.period_end
),

rosters as (
    select spans.roster_until, max(days.as_of_date) as roster_date
    from spans
    inner join intermediate.int_rosters as days on days.as_of_date <= spans.roster_until
    group by spans.roster_until
)

select
    spans.kpi_id,
    spans.side,
    spans.fiscal_year,
    spans.quarter,
    spans.period_start,
    spans.period_end,
    spans.month,
    rosters.roster_date,
    members.staff_key,
    members.bureau_code
from spans
inner join rosters on rosters.roster_until = spans.roster_until
inner join intermediate.int_population_members as members
    on members.population_id = spans.population_id and members.as_of_date = rosters.roster_date
inner join intermediate.int_service_spells as spells
    on spells.staff_key = members.staff_key
    and spells.first_day <= spans.roster_until
    and (
        spells.last_day is null
        or spells.last_day >= case when spans.counted = 'whole_period' then spans.period_end else spans.roster_until end
    )
