-- 指標の計り方が足し合わせる、年次休暇の日数。1行＝職員・四半期
-- Days of annual leave that measures add up; nothing while none does. One row per person and quarter.
select
    'leave' as source,
    'taken_days' as field,
    cast(null as varchar) as item,
    staff_key,
    cast(null as varchar) as bureau_code,
    quarter_start(fiscal_year, quarter) as period,
    taken_days + taken_minutes / cast(day_length.minutes as double) as amount
from staging.stg_leave
cross join (
    select cast(value as integer) as minutes from catalog.parameters where parameter = 'leave_minutes_per_day'
) as day_length
where 'leave' in (select source from catalog.kpi_measure_sources)
