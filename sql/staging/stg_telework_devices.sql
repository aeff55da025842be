-- テレワーク用PCの台帳。1行＝機器（修理期間は一つまで）
-- Telework PCs. One row per device with its deployment and one spell of repair.
select device_id, bureau_code, deployed_on, returned_on, repair_from, repair_to from raw.telework_devices
