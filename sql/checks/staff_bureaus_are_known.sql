-- blocking: 職員名簿の局区コードが局区一覧にありません
select distinct stg_staff.as_of_date, stg_staff.bureau_code
from staging.stg_staff
left join intermediate.int_bureaus_today on int_bureaus_today.bureau_code = stg_staff.bureau_code
where int_bureaus_today.bureau_code is null
