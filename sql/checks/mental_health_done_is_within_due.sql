-- blocking: メンタルヘルス対策の実施者数が、対象者数を超えています
-- remedy: 送り主に人数を確かめ、直したファイルを受け箱に入れて npx kaikaku run を実行する（前のファイルと置き換わる）
select 'mental_health' as source, make_date(fiscal_year, 4, 1) as period, fiscal_year, measure, due_count, done_count
from staging.stg_mental_health
where done_count > due_count
