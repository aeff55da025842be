-- アンケートの肯定回答数と有効回答数。1行＝年度・設問
-- Positive answers and valid answers, 0 where nobody gave any. One row per fiscal year and question; people to whom a question does not apply are left out.
select
    years.fiscal_year,
    years.period_start,
    years.period_end,
    stg_survey.question,
    cast(coalesce(sum(stg_survey.answer_count) filter (where stg_survey.option_kind = 'positive'), 0) as bigint) as positive_count,
    cast(coalesce(sum(stg_survey.answer_count) filter (where stg_survey.option_kind <> 'not_applicable'), 0) as bigint) as valid_count
from intermediate.int_complete_years as years
inner join staging.stg_survey on years.source = 'survey' and stg_survey.fiscal_year = years.fiscal_year
group by years.fiscal_year, years.period_start, years.period_end, stg_survey.question
