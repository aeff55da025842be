-- blocking: 時間外勤務のある職員が、その月のどの職員名簿にもいません
-- needs: staff
-- remedy: その月の前か後を基準日とする職員名簿を受け箱に入れて npx kaikaku run を実行する。名簿が正しく、時間外勤務の職員番号のほうが誤りなら、直した時間外勤務のファイルを入れる（前のファイルと置き換わる）
-- People whose bureau nobody knows stand on a roster: they are another check's.
select 'overtime' as source, people.month as period, people.staff_key, people.month
from (select distinct staff_key, month from staging.stg_overtime) as people
left join intermediate.int_overtime_staff as known
    on known.staff_key = people.staff_key and known.month = people.month
where known.staff_key is null
    and not exists (
        select 1
        from staging.stg_staff
        left join intermediate.int_bureaus_today on int_bureaus_today.bureau_code = stg_staff.bureau_code
        where stg_staff.staff_key = people.staff_key and int_bureaus_today.bureau_code is null
    )
