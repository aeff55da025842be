-- 計り方「アンケートの肯定の割合」（％）。1行＝指標・年度
-- Measure: positive answers to a question, in % of valid ones. One row per indicator and fiscal year.
select
    measures.kpi_id,
    rates.fiscal_year,
    cast(null as integer) as quarter,
    rates.period_start,
    rates.period_end,
    cast(null as varchar) as scope_id,
    cast(null as varchar) as bureau_code,
    100e0 * rates.positive_count / nullif(rates.valid_count, 0) as value,
    rates.positive_count as numerator,
    rates.valid_count as denominator
from catalog.kpi_measures as measures
inner join intermediate.int_survey_rates as rates
    on measures.measure_kind = 'survey_share' and cast(rates.question as varchar) = measures.question
