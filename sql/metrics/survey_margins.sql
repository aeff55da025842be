-- アンケートの値の標本誤差（95％）。1行＝指標・年度
-- How far a survey's value may lie from what all would have answered (95 of 100 samples), in the value's unit, and how far its difference to the year before may. One row per indicator measured by a survey and fiscal year with valid answers.
-- 1.96 standard errors of a mean of so many answers. Where all staff are asked (city/parameters.csv, staff_survey), those who answered are a part of a population of known size, and the error is as much less.
with questions as (
    -- A question that a model of the program counts is called like it.
    select
        kpis.kpi_id,
        coalesce(measures.question, replace(kpis.model, 'kpi_', '')) as question,
        coalesce(measures.measure_kind = 'survey_mean', false) as is_scored
    from catalog.kpis as kpis
    inner join intermediate.int_kpi_sources as kpi_sources
        on kpi_sources.kpi_id = kpis.kpi_id and kpi_sources.source = 'survey'
    left join catalog.kpi_measures as measures on measures.kpi_id = kpis.kpi_id
),

rules as (
    select coalesce(max(value) filter (where parameter = 'staff_survey'), 'sample') as staff_survey
    from catalog.parameters
),

answers as (
    select
        questions.kpi_id,
        answers.fiscal_year,
        answers.answer_count,
        case when answers.population = 'staff' and rules.staff_survey = 'all' then answers.asked_count end as population_count,
        case
            when questions.is_scored then cast(scores.score as double)
            when answers.option_kind = 'positive' then 100
            when answers.option_kind <> 'not_applicable' then 0
        end as score
    from questions
    cross join rules
    inner join staging.stg_survey as answers on cast(answers.question as varchar) = questions.question
    left join catalog.kpi_measure_scores as scores
        on scores.kpi_id = questions.kpi_id and scores.option_text = answers.option_text
),

summed as (
    select
        kpi_id,
        fiscal_year,
        cast(sum(answer_count) as integer) as answer_count,
        max(population_count) as population_count,
        sum(answer_count * score) / nullif(sum(answer_count), 0) as mean,
        sum(answer_count * score * score) / nullif(sum(answer_count), 0) as mean_square
    from answers
    where score is not null
    group by kpi_id, fiscal_year
    having sum(answer_count) > 0
),

margins as (
    select
        kpi_id,
        fiscal_year,
        answer_count,
        population_count,
        1.96e0 * sqrt(greatest(0, mean_square - mean * mean) / answer_count)
        * coalesce(sqrt(greatest(0, population_count - answer_count) * 1e0 / nullif(population_count - 1, 0)), 1) as margin
    from summed
)

select
    margins.kpi_id,
    margins.fiscal_year,
    margins.answer_count,
    margins.population_count,
    margins.margin,
    sqrt(margins.margin * margins.margin + previous.margin * previous.margin) as change_margin
from margins
left join margins as previous
    on previous.kpi_id = margins.kpi_id and previous.fiscal_year = margins.fiscal_year - 1
