-- Use of telework PCs. One row per device and day on which it was used.
select device_id, used_on from raw.telework_pc
