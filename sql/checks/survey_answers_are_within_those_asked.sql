-- blocking: アンケートの回答数の合計が、対象者数を超えています
select fiscal_year, survey_name, question, sum(answer_count) as answer_count, max(asked_count) as asked_count
from staging.stg_survey
group by fiscal_year, survey_name, question
having sum(answer_count) > max(asked_count) or min(asked_count) <> max(asked_count)
