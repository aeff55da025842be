-- warning: テレワーク用PCの利用実績に、台帳にない機器番号があります
select distinct usage.device_id
from staging.stg_telework_usage as usage
left join staging.stg_telework_devices as devices on devices.device_id = usage.device_id
where devices.device_id is null
