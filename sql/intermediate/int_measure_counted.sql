-- 人を数える指標が数える職員。1行＝指標・年度・職員
-- People that an indicator counts: in service on a day, new in the population since a year before, hired or gone in a year. One row per indicator, fiscal year and person; is_part: also of the other population that it names.
with in_service as (
    select days.kpi_id, days.part_population_id, days.people, days.fiscal_year, days.period_start, days.period_end,
        members.staff_key, members.bureau_code
    from intermediate.int_measure_days as days
    inner join intermediate.int_population_members as members
        on days.people in ('in_service', 'appointed')
        and members.population_id = days.population_id
        and members.as_of_date = days.period_end
    left join intermediate.int_population_members as before
        on days.people = 'appointed'
        and before.population_id = days.population_id
        and before.as_of_date = years_before(days.period_end, 1)
        and before.staff_key = members.staff_key
    where days.people = 'in_service'
        or (
            before.staff_key is null
            and years_before(days.period_end, 1) in (select as_of_date from staging.stg_staff)
        )
),

came_or_went as (
    select days.kpi_id, days.part_population_id, days.fiscal_year, days.period_start, days.period_end,
        hirings.staff_key,
        hirings.hired_on,
        hirings.left_on,
        case when days.people = 'hired' then hirings.first_profile_id else hirings.last_profile_id end as profile_id,
        days.population_id
    from intermediate.int_measure_days as days
    inner join intermediate.int_measure_arrivals as hirings
        on days.people in ('hired', 'left')
        and case when days.people = 'hired' then hirings.hired_on else hirings.left_on end
            between days.period_start and days.period_end
),

of_the_population as (
    select came_or_went.*, profiles.bureau_code
    from came_or_went
    inner join intermediate.int_population_profiles as profiles
        on profiles.population_id = came_or_went.population_id and profiles.profile_id = came_or_went.profile_id
)

select
    in_service.kpi_id,
    in_service.fiscal_year,
    in_service.period_start,
    in_service.period_end,
    in_service.staff_key,
    in_service.bureau_code,
    part.staff_key is not null as is_part,
    cast(null as date) as hired_on,
    cast(null as date) as left_on
from in_service
left join intermediate.int_population_members as part
    on part.population_id = in_service.part_population_id
    and part.as_of_date = in_service.period_end
    and part.staff_key = in_service.staff_key
union all
select
    of_the_population.kpi_id,
    of_the_population.fiscal_year,
    of_the_population.period_start,
    of_the_population.period_end,
    of_the_population.staff_key,
    of_the_population.bureau_code,
    part.profile_id is not null as is_part,
    of_the_population.hired_on,
    of_the_population.left_on
from of_the_population
left join intermediate.int_population_profiles as part
    on part.population_id = of_the_population.part_population_id and part.profile_id = of_the_population.profile_id
