-- テレワーク用PC利用率の分子と分母（選んだ数え方による）。1行＝月・今の組織の局区・数え方
-- What the chosen definition of utilisation divides by what (city/parameters.csv: telework_measure). One row per month, bureau of today's organisation and measure.
with device_months as (
    select
        month_start(day) as month,
        device_id,
        bureau_code,
        count(*) filter (where is_used) as used_days,
        count(*) as available_days
    from intermediate.int_telework_device_days
    group by month_start(day), device_id, bureau_code
),

measured as (
    select
        month,
        bureau_code,
        'device_days' as measure,
        cast(sum(used_days) as bigint) as used_count,
        cast(sum(available_days) as bigint) as available_count
    from device_months
    group by month, bureau_code, 'device_days'
    union all
    select
        month,
        bureau_code,
        'devices_in_month' as measure,
        count(*) filter (where used_days > 0) as used_count,
        count(*) as available_count
    from device_months
    group by month, bureau_code, 'devices_in_month'
)

select measured.month, int_bureaus_today.today_code as bureau_code, measured.used_count, measured.available_count
from measured
inner join catalog.parameters on parameters.parameter = 'telework_measure' and parameters.value = measured.measure
inner join intermediate.int_bureaus_today on int_bureaus_today.bureau_code = measured.bureau_code
