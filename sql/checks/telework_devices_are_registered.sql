-- warning: テレワーク用PCの利用実績に、台帳にない機器番号があります
-- needs: telework_devices
-- remedy: その機器を加えたテレワーク用PC台帳を受け箱に入れて npx kaikaku run を実行する。番号の書き間違いなら、直した利用実績を入れる
select 'telework_pc' as source, cast(date_trunc('month', usage.used_on) as date) as period, usage.device_id
from staging.stg_telework_usage as usage
left join staging.stg_telework_devices as devices on devices.device_id = usage.device_id
where devices.device_id is null
