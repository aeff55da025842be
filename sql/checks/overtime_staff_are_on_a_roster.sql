-- blocking: 時間外勤務のある職員が、どの職員名簿にもいません（名簿を取り込んでください）
select people.staff_key, people.month
from (select distinct staff_key, month from staging.stg_overtime) as people
left join intermediate.int_overtime_staff as known
    on known.staff_key = people.staff_key and known.month = people.month
where known.staff_key is null
