-- 対象の職員が一つの局区の職員だけである指標。1行＝指標
-- Indicators of which a population is told by places (bureau, unit, department, tag) and has people of one bureau alone, where the city has more: their number for the whole is that bureau's, and everybody knows it. One row per indicator.
with told_by_place as (
    select population_id, condition_no, max(attribute in ('bureau', 'unit', 'department', 'tag')) as is_by_place
    from intermediate.int_population_conditions
    where not is_excluded
    group by population_id, condition_no
),

of_places as (
    select population_id from told_by_place group by population_id having min(is_by_place)
),

of_one_bureau as (
    select profiles.population_id
    from intermediate.int_population_profiles as profiles
    inner join of_places on of_places.population_id = profiles.population_id
    group by profiles.population_id
    having count(distinct profiles.bureau_code) = 1
)

select distinct measured.kpi_id
from catalog.kpi_measure_populations as measured
inner join of_one_bureau on of_one_bureau.population_id = measured.population_id
where (select count(distinct bureau_code) from intermediate.int_staff_profiles) > 1
