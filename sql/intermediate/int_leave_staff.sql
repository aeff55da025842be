-- 年次休暇を平均する対象の職員。1行＝職員・取込み済みの四半期
-- People whose leave is averaged: on the roster of 1 April, in service without a day's break through the quarter's end. One row per person and loaded quarter.
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
inner join intermediate.int_service_spells as spells
    on spells.staff_key = stg_staff.staff_key
    and spells.first_day <= stg_staff.as_of_date
    and (spells.last_day is null or spells.last_day >= quarters.period_end)
inner join intermediate.int_bureaus_today on int_bureaus_today.bureau_code = stg_staff.bureau_code
