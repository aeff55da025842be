-- 年次休暇の取得。1行＝職員・四半期
-- Annual leave taken. One row per person and fiscal quarter.
select
    staff_key,
    fiscal_year_of(quarter) as fiscal_year,
    fiscal_quarter_of(quarter) as quarter,
    cast(taken_days as integer) as taken_days,
    taken_minutes,
    cast(granted_days as integer) as granted_days
from raw.leave
