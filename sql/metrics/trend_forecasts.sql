-- 後の年度の見込みとその幅（8割の幅）。1行＝指標・最後の値の年度・見込みの年度・出し方
-- Where each way leads in later years, with a range that 80 of 100 outcomes shall lie in: the usual change from year to year, times the root of the years ahead, with Student's t for so few. None across a change of definition. One row per indicator, last fiscal year, forecast fiscal year and method.
with ahead as (
    select
        candidates.kpi_id,
        candidates.fiscal_year,
        candidates.period_end,
        candidates.forecast_method,
        candidates.is_chosen,
        candidates.is_contradicted,
        candidates.start_value,
        candidates.slope,
        candidates.kept_share,
        candidates.step,
        candidates.change_count,
        years.fiscal_year as forecast_year,
        years.fiscal_year - candidates.fiscal_year as years_ahead,
        -- What adds up over the years does not fall.
        case when kpis.cumulative_since is not null then candidates.last_value else 0 end as floor_value,
        case when kpis.unit = '%' and not kpis.may_exceed_100 then 100 end as ceiling_value
    from metrics.trend_candidates as candidates
    inner join catalog.kpis as kpis on kpis.kpi_id = candidates.kpi_id
    inner join (select distinct fiscal_year from catalog.fiscal_quarters) as years
        on years.fiscal_year > candidates.fiscal_year
    left join catalog.kpi_breaks as breaks
        on breaks.kpi_id = candidates.kpi_id
        and breaks.fiscal_year > candidates.fiscal_year
        and breaks.fiscal_year <= years.fiscal_year
    where breaks.kpi_id is null
),

carried as (
    select
        ahead.*,
        start_value + slope * sum_of_powers(kept_share, years_ahead) as carried_value,
        errors_within_80(change_count) * step * sqrt(years_ahead) as reach
    from ahead
)

select
    kpi_id,
    fiscal_year,
    period_end,
    forecast_year,
    forecast_method,
    is_chosen,
    is_contradicted,
    step,
    greatest(floor_value, least(carried_value, ceiling_value)) as forecast_value,
    greatest(floor_value, least(carried_value - reach, ceiling_value)) as forecast_low,
    greatest(floor_value, least(carried_value + reach, ceiling_value)) as forecast_high
from carried
