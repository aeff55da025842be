-- 年次休暇の取得。1行＝職員・四半期
-- Annual leave taken, months added up to their quarter. One row per person and fiscal quarter.
select
    staff_key,
    fiscal_year_of(coalesce(month, quarter)) as fiscal_year,
    fiscal_quarter_of(coalesce(month, quarter)) as quarter,
    cast(sum(taken_days) as integer) as taken_days,
    cast(sum(taken_minutes) as integer) as taken_minutes,
    cast(sum(granted_days) as integer) as granted_days
from raw.leave
group by staff_key, fiscal_year_of(coalesce(month, quarter)), fiscal_quarter_of(coalesce(month, quarter))
