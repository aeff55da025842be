-- 人を数える指標が数える職員。1行＝指標・年度・職員
-- People that an indicator counts: in service on a day, new in the population since a year before, hired or gone in a year. One row per indicator, fiscal year and person; is_part: also of the other population that it names.
with in_service as (
    select days.kpi_id, days.part_population_id, days.fiscal_year, days.period_start, days.period_end,
        members.staff_key, members.bureau_code
    from intermediate.int_measure_days as days
    inner join intermediate.int_population_members as members
        on days.people in ('in_service', 'appointed')
        and members.population_id = days.population_id
        and members.as_of_date = days.period_end
    left join intermediate.int_population_members as before
        on before.population_id = days.population_id
        and before.as_of_date = years_before(days.period_end, 1)
        and before.staff_key = members.staff_key
    where days.people = 'in_service' or before.staff_key is null
),

came_or_went as (
    select days.kpi_id, days.part_population_id, days.fiscal_year, days.period_start, days.period_end,
        movements.staff_key,
        movements.hired_on,
        movements.left_on,
        movements.profile_id,
        movements.is_manager,
        profiles.bureau_code
    from intermediate.int_measure_days as days
    inner join intermediate.int_measure_arrivals as movements
        on movements.people = days.people and movements.moved_on between days.period_start and days.period_end
    inner join intermediate.int_population_profiles as profiles
        on profiles.population_id = days.population_id
        and profiles.profile_id = movements.profile_id
        and (profiles.includes_managers or not movements.is_manager)
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
    came_or_went.kpi_id,
    came_or_went.fiscal_year,
    came_or_went.period_start,
    came_or_went.period_end,
    came_or_went.staff_key,
    came_or_went.bureau_code,
    part.profile_id is not null as is_part,
    came_or_went.hired_on,
    came_or_went.left_on
from came_or_went
left join intermediate.int_population_profiles as part
    on part.population_id = came_or_went.part_population_id
    and part.profile_id = came_or_went.profile_id
    and (part.includes_managers or not came_or_went.is_manager)
