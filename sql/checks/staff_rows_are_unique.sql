-- blocking: 職員名簿に同じ職員が二行以上あります
select as_of_date, staff_key, count(*) as row_count
from staging.stg_staff
group by all
having count(*) > 1
