-- blocking: 用紙使用量の局区名が、局区一覧（別名を含む）にありません
-- needs: bureaus
-- remedy: 局区一覧の別名にその呼び名を加えて受け箱に入れ、npx kaikaku run を実行する。書き間違いなら、直した用紙使用量のファイルを入れる（前のファイルと置き換わる）
select 'paper' as source, stg_paper.month as period, stg_paper.bureau_name
from staging.stg_paper
left join intermediate.int_bureau_names on int_bureau_names.name = stg_paper.bureau_name
where int_bureau_names.name is null and exists (select 1 from staging.stg_bureaus)
