-- 職員名簿。1行＝基準日・職員
-- Rosters. One row per day of record and person in service then, or who left since the roster before.
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
    hired_on <= as_of_date and (left_on is null or left_on >= as_of_date) as is_in_service
from raw.staff
