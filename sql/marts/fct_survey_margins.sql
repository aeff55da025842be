-- アンケートの値の標本誤差（95％）。1行＝指標・年度
-- Sampling error of a survey's value, in its unit, and of its difference to the year before (null without one); population_count where all were asked. One row per indicator and fiscal year.
-- grain: kpi_id, fiscal_year
select
    kpi_id,
    fiscal_year,
    answer_count,
    population_count,
    margin,
    change_margin
from metrics.survey_margins
