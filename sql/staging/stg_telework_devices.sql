-- テレワーク用PCの台帳。1行＝機器（修理期間は一つまで）
-- Telework PCs. One row per device with its deployment and one spell of repair; of a tree of units the bureau is the last one that its unit was in.
with bureaus as (
    select unit_code, latest_by(bureau_code, valid_from) as bureau_code
    from catalog.unit_bureaus
    group by unit_code
)

select
    devices.device_id,
    coalesce(bureaus.bureau_code, devices.bureau_code) as bureau_code,
    devices.deployed_on,
    devices.returned_on,
    devices.repair_from,
    devices.repair_to
from raw.telework_devices as devices
left join bureaus on bureaus.unit_code = devices.bureau_code
