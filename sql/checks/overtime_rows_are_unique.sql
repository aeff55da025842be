-- blocking: 同じ職員・月・勤務区分・事由の時間外勤務が二行以上あります
-- remedy: 送り主に確かめ、一行にまとめたファイルを受け箱に入れて npx kaikaku run を実行する（前のファイルと置き換わる）
select 'overtime' as source, month as period, staff_key, month, hour_kind, cause
from staging.stg_overtime
group by staff_key, month, hour_kind, cause
having count(*) > 1
