-- 年次休暇を平均する対象の職員。1行＝職員・取込み済みの四半期
-- People whose leave is averaged: on the roster of 1 April, in service through the quarter's end. One row per person and loaded quarter.
with last_days as (
    select staff_key, hired_on, max(left_on) as left_on from staging.stg_staff group by staff_key, hired_on
)

select
    quarters.fiscal_year,
    quarters.quarter,
    quarters.period_start,
    quarters.period_end,
    stg_staff.staff_key,
    int_bureaus_today.today_code as bureau_code
from intermediate.int_loaded_quarters as quarters
inner join staging.stg_staff
    on quarters.source = 'leave'
    and stg_staff.as_of_date = fiscal_year_start(quarters.fiscal_year)
    and stg_staff.is_in_service
    and stg_staff.occupation <> '教員'
    and stg_staff.employment_type <> 'fiscal_year_appointee'
inner join last_days
    on last_days.staff_key = stg_staff.staff_key
    and last_days.hired_on = stg_staff.hired_on
    and (last_days.left_on is null or last_days.left_on >= quarters.period_end)
inner join intermediate.int_bureaus_today on int_bureaus_today.bureau_code = stg_staff.bureau_code
