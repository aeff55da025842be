-- 見込みの検算。前の年度・四半期に立って出した見込みと、その後の実績。1行＝見込みの種類・出し方・指標・立った日・見込みの年度
-- Every forecast made again from an earlier year or quarter, by every way that was tried, beside what came of it. One row per kind, method, indicator, day of knowledge and forecast fiscal year.
-- grain: forecast_kind, forecast_method, kpi_id, known_on, fiscal_year
select
    forecast_kind,
    forecast_method,
    is_chosen,
    kpi_id,
    known_on,
    fiscal_year,
    steps_ahead,
    forecast_value,
    forecast_low,
    forecast_high,
    value,
    is_within,
    steps_missed
from metrics.forecast_replays
