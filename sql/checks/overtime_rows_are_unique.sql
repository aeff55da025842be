-- blocking: 同じ職員・月・勤務区分・事由の時間外勤務が二行以上あります
select staff_key, month, hour_kind, cause, count(*) as row_count
from staging.stg_overtime
group by all
having count(*) > 1
