-- Each indicator judged at the end of each quarter of the programme: the latest yearly value against the line from base to target. One row per indicator and quarter.
with as_of as (
    select kpis.kpi_id, quarters.fiscal_year as as_of_fiscal_year, quarters.quarter as as_of_quarter,
        quarters.period_end as as_of_date
    from catalog.kpis as kpis
    cross join intermediate.int_loaded_quarters as quarters
    where quarters.source = 'overtime' and quarters.period_end > fiscal_year_end(kpis.base_fiscal_year)
),

city_values as (
    select values_shown.*
    from metrics.kpi_values_shown as values_shown
    inner join catalog.kpis as kpis
        on kpis.kpi_id = values_shown.kpi_id and kpis.scope_id = values_shown.scope_id
    where values_shown.bureau_code is null
),

latest as (
    select
        as_of.kpi_id,
        as_of.as_of_date,
        max(city_values.fiscal_year) as fiscal_year
    from as_of
    inner join city_values
        on city_values.kpi_id = as_of.kpi_id
        and city_values.period_kind = 'year'
        and city_values.period_end <= as_of.as_of_date
    group by as_of.kpi_id, as_of.as_of_date
),

joined as (
    select
        as_of.*,
        kpis.scope_id,
        kpis.base_value,
        kpis.base_fiscal_year,
        kpis.target_value,
        kpis.target_fiscal_year,
        kpis.direction,
        kpis.near_band,
        kpis.pace_base_value,
        current_year.value,
        current_year.fiscal_year as value_fiscal_year,
        current_year.period_end as value_date,
        current_year.observation_status,
        previous_year.value as previous_value,
        to_date.value as to_date_value,
        to_date_before.value as to_date_previous_value,
        (current_year.fiscal_year - kpis.pace_base_fiscal_year)
            / cast(kpis.target_fiscal_year - kpis.pace_base_fiscal_year as double) as elapsed_share
    from as_of
    inner join catalog.kpis as kpis on kpis.kpi_id = as_of.kpi_id
    left join latest on latest.kpi_id = as_of.kpi_id and latest.as_of_date = as_of.as_of_date
    left join city_values as current_year
        on current_year.kpi_id = as_of.kpi_id
        and current_year.period_kind = 'year'
        and current_year.fiscal_year = latest.fiscal_year
    left join city_values as previous_year
        on previous_year.kpi_id = as_of.kpi_id
        and previous_year.period_kind = 'year'
        and previous_year.fiscal_year = latest.fiscal_year - 1
    left join city_values as to_date
        on to_date.kpi_id = as_of.kpi_id
        and to_date.period_kind = 'quarter'
        and to_date.period_end = as_of.as_of_date
    left join city_values as to_date_before
        on to_date_before.kpi_id = as_of.kpi_id
        and to_date_before.period_kind = 'quarter'
        and to_date_before.fiscal_year = as_of.as_of_fiscal_year - 1
        and to_date_before.period_end = fiscal_quarter_end(as_of.as_of_fiscal_year - 1, as_of.as_of_quarter)
),

measured as (
    select
        joined.*,
        least(greatest(elapsed_share, 0), 1) as required_share,
        (value - pace_base_value) / nullif(target_value - pace_base_value, 0) as progress_share,
        case direction when 'up' then value >= target_value when 'down' then value <= target_value end as is_reached
    from joined
)

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
    pace_base_value + (target_value - pace_base_value) * required_share as required_value,
    target_value,
    target_fiscal_year,
    progress_share,
    required_share,
    case
        when value is null or pace_base_value is null then 'unknown'
        when is_reached then 'achieved'
        when progress_share >= required_share then 'on_track'
        when progress_share >= required_share - near_band then 'slightly_behind'
        else 'behind'
    end as status,
    to_date_value,
    to_date_previous_value
from measured
