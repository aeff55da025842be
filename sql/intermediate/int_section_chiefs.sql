-- 4月1日に在職する課長級の職員。1行＝その日で終わる年度・職員
-- Section chiefs in service on 1 April. One row per fiscal year that the day closes (the year before) and person.
select
    fiscal_year_of(stg_staff.as_of_date) - 1 as fiscal_year,
    stg_staff.as_of_date,
    int_bureaus_today.today_code as bureau_code,
    stg_staff.staff_key,
    stg_staff.sex = 'female' as is_female
from staging.stg_staff
inner join intermediate.int_bureaus_today on int_bureaus_today.bureau_code = stg_staff.bureau_code
where stg_staff.grade = 'section_chief'
    and stg_staff.is_in_service
    and stg_staff.as_of_date = fiscal_year_start(fiscal_year_of(stg_staff.as_of_date))
