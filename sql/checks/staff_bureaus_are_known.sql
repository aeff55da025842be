-- blocking: 職員名簿の局区コードが局区一覧にないか、局区一覧に後継の局区がありません
-- needs: bureaus
-- remedy: 局区一覧にその局区（なくなった局区なら後継局区コードも）を加えて受け箱に入れ、npx kaikaku run を実行する。組織の木（city/units.csv）があるなら、その所属の適用期間に名簿の基準日が入るように直す。コードの書き間違いなら、直した職員名簿を入れる（前のファイルと置き換わる）
select 'staff' as source, stg_staff.as_of_date as period, stg_staff.staff_key, stg_staff.as_of_date, stg_staff.bureau_code
from staging.stg_staff
left join intermediate.int_bureaus_today on int_bureaus_today.bureau_code = stg_staff.bureau_code
where int_bureaus_today.bureau_code is null and exists (select 1 from staging.stg_bureaus)
