-- 開庁日に使えたテレワーク用PCと、使われたかどうか。1行＝開庁日・使えた機器
-- Telework PCs that were available on an opening day of a loaded month and whether they were used. One row per opening day and available device.
select
    days.day,
    fiscal_year_of(days.day) as fiscal_year,
    fiscal_quarter_of(days.day) as quarter,
    devices.device_id,
    devices.bureau_code,
    used.device_id is not null as is_used
from catalog.opening_days as days
inner join (select distinct period from raw.current_periods where source = 'telework_pc') as loaded_months
    on loaded_months.period = month_start(days.day)
inner join staging.stg_telework_devices as devices
    on devices.deployed_on <= days.day
    and (devices.returned_on is null or devices.returned_on > days.day)
    and not (devices.repair_from is not null and days.day between devices.repair_from and coalesce(devices.repair_to, days.day))
left join staging.stg_telework_usage as used on used.device_id = devices.device_id and used.used_on = days.day
