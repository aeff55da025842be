-- 年次休暇を平均する対象の職員。1行＝職員・取込み済みの四半期
-- People whose leave is averaged: of the population on the roster of 1 April, in service without a day's break through the quarter's end. One row per person and loaded quarter.
select
    quarters.fiscal_year,
    quarters.quarter,
    quarters.period_start,
    quarters.period_end,
    members.staff_key,
    members.bureau_code
from intermediate.int_loaded_quarters as quarters
inner join intermediate.int_population_members as members
    on quarters.source = 'leave'
    and members.population_id = 'annual_leave'
    and members.as_of_date = fiscal_year_start(quarters.fiscal_year)
inner join intermediate.int_service_spells as spells
    on spells.staff_key = members.staff_key
    and spells.first_day <= members.as_of_date
    and (spells.last_day is null or spells.last_day >= quarters.period_end)
