-- 指標の計り方が足し合わせる、年次休暇の取得日数と付与日数。1行＝職員・四半期または月・取得または付与
-- Days of annual leave taken, and those granted where files say them, that measures add up; nothing while none does. One row per person, quarter or month as the files have it, and field.
with day_length as (
    select cast(value as integer) as minutes from catalog.parameters where parameter = 'leave_minutes_per_day'
),

days as (
    select 'taken_days' as field, staff_key, coalesce(month, quarter) as period,
        taken_days + taken_minutes / cast(day_length.minutes as double) as amount
    from raw.leave
    cross join day_length
    union all
    select 'granted_days' as field, staff_key, coalesce(month, quarter) as period, cast(granted_days as double) as amount
    from raw.leave
    where granted_days is not null
)

select
    'leave' as source,
    field,
    cast(null as varchar) as item,
    staff_key,
    cast(null as varchar) as bureau_code,
    period,
    amount
from days
where 'leave' in (select source from catalog.kpi_measure_sources)
