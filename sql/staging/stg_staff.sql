-- 職員名簿。1行＝基準日・職員・採用
-- Rosters. One row per day of record and person in service then, or who left since the roster before; who left and came back since has a row of either hiring.
select
    as_of_date,
    staff_key,
    bureau_code,
    appointing_authority,
    grade,
    occupation,
    sex,
    employment_type,
    weekly_minutes,
    manager_kind = 'manager' as is_manager,
    hired_on,
    left_on,
    hired_on <= as_of_date and (left_on is null or left_on >= as_of_date) as is_in_service,
    hired_on = max(hired_on) over (partition by as_of_date, staff_key) as is_last_hiring
from raw.staff
