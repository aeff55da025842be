-- 職員の所属に付いている印（本庁、出先、他律的業務など）。1行＝基準日・職員・採用
-- Tags (city/unit-tags.csv) that the unit of a person has on a roster, in order with a blank between; a tag of a bureau is that of all its departments. One row per day of record, person and hiring with any.
select
    staff.as_of_date,
    staff.staff_key,
    staff.hired_on,
    string_agg(distinct tags.tag, ' ' order by tags.tag) as tags
from raw.staff as staff
inner join catalog.unit_tags as tags
    on coalesce(tags.bureau_code, staff.bureau_code) = staff.bureau_code
    and coalesce(tags.department_name, staff.department_name) = staff.department_name
    and staff.as_of_date >= tags.valid_from
    and (tags.valid_to is null or staff.as_of_date <= tags.valid_to)
group by staff.as_of_date, staff.staff_key, staff.hired_on
