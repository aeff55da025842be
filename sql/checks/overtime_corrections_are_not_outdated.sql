-- warning: 時間外勤務の訂正より後に、その月の時間外勤務実績が届いています（訂正が二重になっていないか確かめる）
-- remedy: 実績のほうが訂正済みなら、その月の「時間外勤務の訂正」を該当なしで送ってもらい、受け箱に入れて npx kaikaku run を実行する。訂正がまだ要るなら、そのままでよい
select 'overtime_corrections' as source, corrections.period, corrections.period as month
from raw.current_files as corrections
inner join raw.current_files as sent on sent.source = 'overtime' and sent.period = corrections.period
where corrections.source = 'overtime_corrections'
    and corrections.period in (select month from staging.stg_overtime_corrections)
group by corrections.period
having max(sent.batch_id) > max(corrections.batch_id)
