-- 目標年度の見込みとその幅（8割の幅）。1行＝指標・四半期
-- Where the latest yearly values lead by the target year, with a range for 80 of 100 outcomes; nothing is said where the trend and the two latest changes contradict each other. From four values on, never across a break. One row per indicator and as-of quarter.
with last_years as (
    select known.kpi_id, known.as_of_date, known.target_fiscal_year, max(city_values.fiscal_year) as fiscal_year
    from metrics.scoreboard_values as known
    inner join metrics.city_values
        on city_values.kpi_id = known.kpi_id
        and city_values.period_kind = 'year'
        and city_values.period_end <= known.as_of_date
        and city_values.value is not null
    -- Where the level itself moves with the values, the line says nothing of it.
    where not known.is_moving
    group by known.kpi_id, known.as_of_date, known.target_fiscal_year
)

select
    last_years.kpi_id,
    last_years.as_of_date,
    ahead.is_contradicted,
    case when not ahead.is_contradicted then ahead.forecast_value end as forecast_value,
    case when not ahead.is_contradicted then ahead.forecast_low end as forecast_low,
    case when not ahead.is_contradicted then ahead.forecast_high end as forecast_high
from last_years
inner join metrics.trend_forecasts as ahead
    on ahead.kpi_id = last_years.kpi_id
    and ahead.fiscal_year = last_years.fiscal_year
    and ahead.forecast_year = last_years.target_fiscal_year
    and ahead.is_chosen
