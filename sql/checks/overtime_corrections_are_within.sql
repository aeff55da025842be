-- blocking: 時間外勤務の訂正に、訂正される行がないか、その時間数より大きく引くものがあります
-- needs: overtime
-- remedy: 送り主に確かめ、訂正される月の時間外勤務実績か、直した時間外勤務の訂正を受け箱に入れて npx kaikaku run を実行する（前のファイルと置き換わる）
with corrected as (
    select
        staff_key,
        month,
        hour_kind,
        cause,
        count(*) filter (where correction_reason is null) as sent_count,
        cast(sum(worked_minutes) as integer) as worked_minutes
    from intermediate.int_overtime_corrected
    group by staff_key, month, hour_kind, cause
)

select 'overtime_corrections' as source, month as period, staff_key, month, hour_kind, cause, worked_minutes
from corrected
where sent_count = 0 or worked_minutes < 0
