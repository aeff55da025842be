-- warning: 時間外勤務実績に抜けている月があります（その月は0時間として平均されます）
select months.month, months.month_index
from intermediate.int_overtime_months as months
where months.month_index > (select min(month_index) from intermediate.int_overtime_months)
    and not exists (
        select 1 from intermediate.int_overtime_months as before where before.month_index = months.month_index - 1
    )
