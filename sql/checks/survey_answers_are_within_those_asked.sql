-- blocking: アンケートの回答数の合計が、対象者数を超えています
-- remedy: 送り主に人数を確かめ、直したファイルを受け箱に入れて npx kaikaku run を実行する（前のファイルと置き換わる）
select 'survey' as source, make_date(fiscal_year, 4, 1) as period, fiscal_year, survey_name, question,
    sum(answer_count) as answer_count, max(asked_count) as asked_count
from staging.stg_survey
group by fiscal_year, survey_name, question
having sum(answer_count) > any_value(asked_count) or min(asked_count) <> max(asked_count)
