-- blocking: 職員名簿に同じ職員が二行以上あります
-- remedy: 送り主に確かめ、一人一行にした職員名簿を受け箱に入れて npx kaikaku run を実行する（前のファイルと置き換わる）
select 'staff' as source, as_of_date as period, staff_key, as_of_date
from staging.stg_staff
group by as_of_date, staff_key
having count(*) > 1
