-- 対象の職員が分けられる、職員の所属（木の所属、所属名、印）。1行＝基準日・職員・採用
-- What populations tell of the unit of a person on a roster: its tags (city/unit-tags.csv; a tag of a unit is that of all below it), the units of the tree that it lies in, its department; each as "attribute:word" between bars, in order. One row per day of record, person and hiring with any.
with asked as (
    select attribute, value
    from catalog.population_conditions
    where attribute in ('tag', 'unit', 'department')
),

wanted as (
    select asked.attribute, asked.value, tags.bureau_code, tags.department_name, tags.valid_from, tags.valid_to
    from asked
    inner join catalog.unit_tags as tags on asked.attribute = 'tag' and tags.tag = asked.value
    union all
    select
        attribute,
        value,
        case attribute when 'unit' then value end as bureau_code,
        case attribute when 'department' then value end as department_name,
        cast('1900-01-01' as date) as valid_from,
        cast(null as date) as valid_to
    from asked
    where attribute <> 'tag'
),

found as (
    select distinct staff.as_of_date, staff.staff_key, staff.hired_on, wanted.attribute, wanted.value
    from wanted
    inner join intermediate.int_unit_codes as units
        on coalesce(wanted.bureau_code, units.within_code) = units.within_code
        and units.as_of_date >= wanted.valid_from
        and (wanted.valid_to is null or units.as_of_date <= wanted.valid_to)
    inner join raw.staff as staff
        on staff.as_of_date = units.as_of_date
        and staff.bureau_code = units.unit_code
        and coalesce(wanted.department_name, staff.department_name) = staff.department_name
)

select
    as_of_date,
    staff_key,
    hired_on,
    concat('|', joined_in_order(array_agg(concat(attribute, ':', value)), '|'), '|') as tags
from found
group by as_of_date, staff_key, hired_on
