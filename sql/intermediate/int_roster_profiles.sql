-- 名簿の基準日の、職員の種別と管理職かどうか。1行＝基準日・職員・採用
-- Which kind of staff a person is on a roster, and whether a manager. One row per day of record, person and hiring.
select
    stg_staff.as_of_date,
    stg_staff.staff_key,
    stg_staff.hired_on,
    profiles.profile_id,
    stg_staff.is_manager,
    stg_staff.bureau_code,
    stg_staff.is_in_service
from staging.stg_staff
inner join intermediate.int_bureaus_today on int_bureaus_today.bureau_code = stg_staff.bureau_code
left join intermediate.int_roster_tags as tagged
    on tagged.as_of_date = stg_staff.as_of_date
    and tagged.staff_key = stg_staff.staff_key
    and tagged.hired_on = stg_staff.hired_on
inner join intermediate.int_staff_profiles as profiles
    on profiles.bureau_code = int_bureaus_today.today_code
    and profiles.appointing_authority = stg_staff.appointing_authority
    and profiles.occupation = stg_staff.occupation
    and profiles.employment_type = stg_staff.employment_type
    and profiles.grade = stg_staff.grade
    and profiles.sex = stg_staff.sex
    and profiles.is_manager = stg_staff.is_manager
    and profiles.service_state = stg_staff.service_state
    and profiles.exam_category = stg_staff.exam_category
    and profiles.tags = coalesce(tagged.tags, '')
