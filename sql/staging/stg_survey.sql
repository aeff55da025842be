-- アンケートの回答数。1行＝年度・設問・選択肢
-- Survey answers. One row per fiscal year, question and option.
select
    fiscal_year_of(fiscal_year) as fiscal_year,
    survey_name,
    population,
    question,
    option_text,
    option_kind,
    cast(answer_count as integer) as answer_count,
    cast(asked_count as integer) as asked_count
from raw.survey
