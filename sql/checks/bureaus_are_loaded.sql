-- waiting: 局区一覧がまだ取り込まれていないため、どの局区のものかが分かりません（その行はまだ数値に入っていません）
-- needs: bureaus
-- remedy: 局区一覧のファイルを受け箱に入れて npx kaikaku run を実行する（届いたファイルから案を作れる: npx kaikaku template bureaus --from-files --out 局区一覧.xlsx。空いている欄を埋めて使う）
select 'staff' as source, as_of_date as period, staff_key
from staging.stg_staff
where not exists (select 1 from staging.stg_bureaus)
union all
select 'paper' as source, month as period, null as staff_key
from staging.stg_paper
where not exists (select 1 from staging.stg_bureaus)
