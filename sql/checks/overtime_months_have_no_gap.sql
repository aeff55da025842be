-- warning: 時間外勤務実績の届いていない月が途中にあります（その月は0時間として平均されます）
-- needs: overtime
-- remedy: 抜けている月のファイルを受け箱に入れて npx kaikaku run を実行する
select cast(months.month - interval 1 month as date) as month
from intermediate.int_overtime_months as months
where months.month_index > (select min(month_index) from intermediate.int_overtime_months)
    and not exists (
        select 1 from intermediate.int_overtime_months as before where before.month_index = months.month_index - 1
    )
