-- 所属を数える指標が求める階層での、職員の所属。1行＝階層・基準日・職員
-- The unit of each person in service on a roster, of every level of which an indicator counts units (city/units.csv): where somebody stands below none of it, the lowest above; without a tree, the bureau. A department (所属名) is one of its bureau or unit. One row per level, day of record and person.
select distinct
    measures.unit_level,
    staff.as_of_date,
    staff.staff_key,
    case measures.unit_level
        when 'department' then concat(staff.bureau_code, '|', staff.department_name)
        else coalesce(levels.within_code, staff.bureau_code)
    end as unit_code,
    coalesce(levels.is_above, false) as is_above_bureaus
from catalog.kpi_measures as measures
inner join raw.staff as staff
    on measures.unit_level is not null
    and staff.hired_on <= staff.as_of_date
    and (staff.left_on is null or staff.left_on >= staff.as_of_date)
left join catalog.unit_levels as levels
    on levels.level_name = measures.unit_level
    and levels.unit_code = staff.bureau_code
    and staff.as_of_date >= levels.valid_from
    and (levels.valid_to is null or staff.as_of_date <= levels.valid_to)
