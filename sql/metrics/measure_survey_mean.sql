-- 計り方「アンケートの点数の平均」。1行＝指標・年度
-- Measure: the mean of the scores that a city gives to the answers of a question; an answer without a score is left out. One row per indicator and fiscal year.
select
    measures.kpi_id,
    years.fiscal_year,
    cast(null as integer) as quarter,
    years.period_start,
    years.period_end,
    cast(null as varchar) as scope_id,
    cast(null as varchar) as bureau_code,
    sum(answers.answer_count * scores.score) / nullif(sum(answers.answer_count), 0) as value,
    sum(answers.answer_count * scores.score) as numerator,
    cast(sum(answers.answer_count) as bigint) as denominator
from catalog.kpi_measures as measures
inner join intermediate.int_complete_years as years on years.source = 'survey'
inner join staging.stg_survey as answers
    on answers.fiscal_year = years.fiscal_year and cast(answers.question as varchar) = measures.question
inner join catalog.kpi_measure_scores as scores
    on scores.kpi_id = measures.kpi_id and scores.option_text = answers.option_text
group by measures.kpi_id, years.fiscal_year, years.period_start, years.period_end
