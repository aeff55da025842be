-- blocking: 職員名簿に、退職年月日が採用年月日より前の職員がいます
-- remedy: 送り主に日付を確かめ、直した職員名簿を受け箱に入れて npx kaikaku run を実行する（前のファイルと置き換わる）
select 'staff' as source, as_of_date as period, staff_key, as_of_date, bureau_code, hired_on, left_on
from staging.stg_staff
where left_on < hired_on
