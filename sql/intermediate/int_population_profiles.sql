-- 対象の職員に含まれる種別。1行＝対象の職員・種別
-- Which kinds of staff belong to each population: those that meet one of its conditions, where it has any, and none of its exceptions. The only place where that is decided. One row per population and profile.
with authority_groups as (
    select distinct int_bureaus_today.today_code as bureau_code, stg_bureaus.appointing_authority_group
    from intermediate.int_bureaus_today
    inner join staging.stg_bureaus on stg_bureaus.bureau_code = int_bureaus_today.today_code
),

profiles as (
    select int_staff_profiles.*, authority_groups.appointing_authority_group
    from intermediate.int_staff_profiles
    inner join authority_groups on authority_groups.bureau_code = int_staff_profiles.bureau_code
),

traits as (
    select profile_id, 'bureau' as attribute, bureau_code as value from profiles
    union all
    select profile_id, 'authority' as attribute, appointing_authority as value from profiles
    union all
    select profile_id, 'authority_group' as attribute, appointing_authority_group as value from profiles
    union all
    select profile_id, 'occupation' as attribute, occupation as value from profiles
    union all
    select profile_id, 'employment' as attribute, employment_type as value from profiles
    union all
    select profile_id, 'grade' as attribute, grade as value from profiles
    union all
    select profile_id, 'sex' as attribute, sex as value from profiles
    union all
    select profile_id, 'state' as attribute, service_state as value from profiles
    union all
    select profile_id, 'exam' as attribute, exam_category as value from profiles
    union all
    select profiles.profile_id, asked.attribute, asked.value
    from profiles
    inner join (
        select distinct attribute, value
        from catalog.population_conditions
        where attribute in ('tag', 'unit', 'department')
    ) as asked
        on position(concat('|', asked.attribute, ':', asked.value, '|') in profiles.tags) > 0
    union all
    select profile_id, 'manager' as attribute, case when is_manager then 'manager' else 'non_manager' end as value
    from profiles
),

conditions as (
    select population_id, condition_no, is_excluded, count(distinct attribute) as attribute_count
    from intermediate.int_population_conditions
    group by population_id, condition_no, is_excluded
),

met as (
    -- Every attribute that a condition names has one of the values that it names.
    select conditions.population_id, conditions.is_excluded, traits.profile_id
    from conditions
    inner join intermediate.int_population_conditions as wanted
        on wanted.population_id = conditions.population_id and wanted.condition_no = conditions.condition_no
    inner join traits on traits.attribute = wanted.attribute and traits.value = wanted.value
    group by
        conditions.population_id, conditions.condition_no, conditions.is_excluded, conditions.attribute_count,
        traits.profile_id
    having count(distinct wanted.attribute) = conditions.attribute_count
),

included as (
    select distinct population_id, profile_id from met where not is_excluded
),

excluded as (
    select distinct population_id, profile_id from met where is_excluded
)

select populations.population_id, populations.includes_managers, profiles.profile_id, profiles.bureau_code
from intermediate.int_populations as populations
cross join profiles
left join included
    on included.population_id = populations.population_id and included.profile_id = profiles.profile_id
left join excluded
    on excluded.population_id = populations.population_id and excluded.profile_id = profiles.profile_id
where excluded.profile_id is null
    and (
        included.profile_id is not null
        or populations.population_id not in (select population_id from conditions where not is_excluded)
    )
