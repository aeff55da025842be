-- 職員名簿。1行＝基準日・職員・採用
-- Rosters. One row per day of record and person in service then, or who left since the roster before; who left and came back since has a row of either hiring. Of a tree of units (city/units.csv) the bureau is the one of the shown level.
select
    staff.as_of_date,
    staff.staff_key,
    coalesce(bureaus.bureau_code, staff.bureau_code) as bureau_code,
    staff.appointing_authority,
    staff.grade,
    staff.occupation,
    staff.sex,
    staff.employment_type,
    staff.weekly_minutes,
    staff.manager_kind = 'manager' as is_manager,
    staff.hired_on,
    staff.left_on,
    coalesce(staff.service_state, 'working') as service_state,
    coalesce(staff.exam_category, '') as exam_category,
    staff.hired_on <= staff.as_of_date and (staff.left_on is null or staff.left_on >= staff.as_of_date) as is_in_service
from raw.staff as staff
left join catalog.unit_bureaus as bureaus
    on bureaus.unit_code = staff.bureau_code
    and staff.as_of_date >= bureaus.valid_from
    and (bureaus.valid_to is null or staff.as_of_date <= bureaus.valid_to)
