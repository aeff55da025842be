-- 時間外勤務を数える対象の職員数（4月1日在職）。1行＝年度・対象範囲
-- People whose overtime is counted, in service on 1 April. One row per fiscal year and scope.
select
    fiscal_year_of(stg_staff.as_of_date) as fiscal_year,
    scope_profiles.scope_id,
    cast(count(*) as integer) as staff_count
from staging.stg_staff
inner join intermediate.int_bureaus_today on int_bureaus_today.bureau_code = stg_staff.bureau_code
inner join intermediate.int_overtime_profiles as profiles
    on profiles.bureau_code = int_bureaus_today.today_code
    and profiles.occupation = stg_staff.occupation
    and profiles.employment_type = stg_staff.employment_type
inner join intermediate.int_overtime_scope_profiles as scope_profiles
    on scope_profiles.profile_id = profiles.profile_id
    and (scope_profiles.includes_managers or not stg_staff.is_manager)
where stg_staff.as_of_date = fiscal_year_start(fiscal_year_of(stg_staff.as_of_date)) and stg_staff.is_in_service
group by all
