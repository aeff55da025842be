-- 対象の職員の条件。1行＝対象の職員の範囲・条件・分け方・値
-- What populations are told by: of populations.yaml, of the scopes of overtime and of the staff left out of long-term leave. Who fits all attributes of a condition fits it. One row per population, condition, attribute and value.
with scopes as (
    select scope_id, appointing_authority_group
    from catalog.overtime_scopes
    where scope_id not in (select population_id from catalog.populations)
),

exclusions as (
    select
        scopes.scope_id as population_id,
        left_out.bureau_code,
        left_out.occupation,
        left_out.employment_type
    from catalog.overtime_scope_exclusions as left_out
    inner join scopes on scopes.scope_id = left_out.scope_id
    union all
    select 'long_term_absence' as population_id, bureau_code, occupation, employment_type
    from catalog.mental_health_exclusions
),

numbered as (
    -- Below the numbers of populations.yaml, which count from 1.
    select
        exclusions.*,
        cast(-row_number() over (
            order by population_id, coalesce(bureau_code, ''), coalesce(occupation, ''), coalesce(employment_type, '')
        ) as integer) as condition_no
    from exclusions
),

told as (
    select
        numbered.population_id,
        numbered.condition_no,
        attributes.attribute,
        case attributes.attribute
            when 'bureau' then numbered.bureau_code
            when 'occupation' then numbered.occupation
            else numbered.employment_type
        end as value
    from numbered
    cross join (values ('bureau'), ('occupation'), ('employment')) as attributes (attribute)
)

select population_id, condition_no, is_excluded, attribute, value
from catalog.population_conditions
union all
select scope_id as population_id, 0 as condition_no, false as is_excluded, 'authority_group' as attribute,
    appointing_authority_group as value
from scopes
where appointing_authority_group is not null
union all
select population_id, condition_no, true as is_excluded, attribute, value
from told
where value is not null
