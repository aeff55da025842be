-- テレワーク用PCの利用。1行＝機器・利用日
-- Use of telework PCs. One row per device and day on which it was used.
select device_id, used_on from raw.telework_pc
