-- 見込みの検算（前の年度・四半期に立って見込みを出し、その後の実績と比べたもの）。1行＝見込みの種類・出し方・指標・立った日・見込みの年度
-- Forecasts made again from where each earlier year (target_year) or quarter (year_end) stood, beside what came of it: all ways to forecast the target year over all series and origins, and the year's end as it is forecast. One row per kind, method, indicator, day of knowledge and forecast fiscal year.
with replays as (
    select
        'target_year' as forecast_kind,
        forecast_method,
        is_chosen,
        kpi_id,
        period_end as known_on,
        forecast_year as fiscal_year,
        forecast_year - fiscal_year as steps_ahead,
        forecast_value,
        forecast_low,
        forecast_high,
        step
    from metrics.trend_forecasts
    -- Where nothing is said, nothing can be wrong.
    where not is_contradicted
    union all
    select
        'year_end' as forecast_kind,
        ahead.method as forecast_method,
        true as is_chosen,
        ahead.kpi_id,
        ahead.as_of_date as known_on,
        known.as_of_fiscal_year as fiscal_year,
        4 - known.as_of_quarter as steps_ahead,
        ahead.forecast_value,
        ahead.forecast_low,
        ahead.forecast_high,
        cast(null as double) as step
    from metrics.year_end_forecasts as ahead
    inner join metrics.scoreboard_values as known
        on known.kpi_id = ahead.kpi_id and known.as_of_date = ahead.as_of_date
)

select
    replays.forecast_kind,
    replays.forecast_method,
    replays.is_chosen,
    replays.kpi_id,
    replays.known_on,
    replays.fiscal_year,
    replays.steps_ahead,
    replays.forecast_value,
    replays.forecast_low,
    replays.forecast_high,
    city_values.value,
    -- The last bits are no difference.
    coalesce(distance_outside(city_values.value, replays.forecast_low, replays.forecast_high) <= 0, false) as is_within,
    abs(city_values.value - replays.forecast_value) / replays.step as steps_missed
from replays
inner join metrics.city_values
    on city_values.kpi_id = replays.kpi_id
    and city_values.period_kind = 'year'
    and city_values.fiscal_year = replays.fiscal_year
    and city_values.value is not null
