-- 名簿の基準日に在職する、対象の職員。1行＝対象の職員の範囲・基準日・職員
-- Who belongs to a population on a day of record, in service then: on every 1 April and, where an indicator is measured over it, on every other roster too. The bureau is that of today's organisation. One row per population, day of record and person.
with counted as (
    select population_id, max(is_measured) as is_measured
    from (
        select population_id, false as is_measured from catalog.populations_of_models
        union all
        select scope_id as population_id, false as is_measured from catalog.overtime_rule_scopes
        union all
        select population_id, true as is_measured from catalog.kpi_measure_populations
    ) as named
    group by population_id
)

select
    populations.population_id,
    roster.as_of_date,
    roster.staff_key,
    populations.bureau_code
from intermediate.int_roster_profiles as roster
inner join intermediate.int_population_profiles as populations
    on populations.profile_id = roster.profile_id
    and (populations.includes_managers or not roster.is_manager)
inner join counted on counted.population_id = populations.population_id
where roster.is_in_service
    and (counted.is_measured or roster.as_of_date = fiscal_year_start(fiscal_year_of(roster.as_of_date)))
