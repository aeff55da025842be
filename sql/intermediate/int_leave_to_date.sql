-- 4月からの年次休暇の取得時間。1行＝職員・取込み済みの四半期
-- Annual leave taken from April to each quarter's end. One row per person and loaded quarter; nothing taken is 0.
select
    staff.fiscal_year,
    staff.quarter,
    staff.period_start,
    staff.period_end,
    staff.staff_key,
    staff.bureau_code,
    cast(
        coalesce(sum(stg_leave.taken_days * day_length.minutes + stg_leave.taken_minutes), 0) as bigint
    ) as taken_minutes,
    day_length.minutes as minutes_per_day
from intermediate.int_leave_staff as staff
cross join (
    select cast(value as integer) as minutes from catalog.parameters where parameter = 'leave_minutes_per_day'
) as day_length
left join staging.stg_leave
    on stg_leave.staff_key = staff.staff_key
    and stg_leave.fiscal_year = staff.fiscal_year
    and stg_leave.quarter <= staff.quarter
group by
    staff.fiscal_year,
    staff.quarter,
    staff.period_start,
    staff.period_end,
    staff.staff_key,
    staff.bureau_code,
    day_length.minutes
