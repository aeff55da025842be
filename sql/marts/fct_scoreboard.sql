-- Status of each indicator at the end of each quarter. One row per indicator and as-of quarter.
select
    kpi_id,
    as_of_fiscal_year,
    as_of_quarter,
    as_of_date,
    scope_id,
    base_value,
    base_fiscal_year,
    value,
    value_fiscal_year,
    value_date,
    observation_status,
    previous_value,
    required_value,
    target_value,
    target_fiscal_year,
    progress_share,
    required_share,
    status,
    to_date_value,
    to_date_previous_value
from metrics.scoreboard
order by as_of_date, kpi_id
