-- blocking: 職員名簿に、退職年月日が採用年月日より前の職員がいます
select as_of_date, bureau_code, hired_on, left_on
from staging.stg_staff
where left_on < hired_on
