-- 見込みの検算のまとめ（何回のうち何回、8割の幅に収まったか）。1行＝見込みの種類・出し方・先の長さ
-- How often what came lay within the range of 80 of 100, and how far off the forecasts were. steps_ahead: years of target_year, quarters of year_end. One row per kind of forecast, method and steps ahead.
-- grain: forecast_kind, forecast_method, steps_ahead
select
    forecast_kind,
    forecast_method,
    is_chosen,
    steps_ahead,
    cast(count(*) as integer) as case_count,
    cast(count(*) filter (where is_within) as integer) as hit_count,
    avg(steps_missed) as steps_missed
from metrics.forecast_replays
group by forecast_kind, forecast_method, is_chosen, steps_ahead
