-- 年度末見込みとその幅（8割の幅）。途中の値と、前の年度がそこからどう進んだかから。1行＝指標・四半期
-- Where the running fiscal year will end, from its value to date and how earlier complete years went on from the same day (up to five, none from before a break, at least two). One row per indicator and as-of quarter that is not the year's last.
-- on_course: people on course for a yearly threshold, times how many of those on course got there; remaining: what an earlier year still added (cumulative ones, and where there was nothing yet); share: times what an earlier year's value grew by.
-- Range: 80 of 100 further years, if they differ as the earlier ones do (mean of their logarithms, or of what they added, with Student's t).
with running as (
    select
        basis.kpi_id,
        basis.as_of_date,
        basis.method,
        basis.method <> 'remaining' as is_factor,
        basis.from_value,
        known.decimals,
        -- What is only added to cannot end below where it is.
        case when city_values.denominator is null then known.to_date_value else 0 end as floor_value,
        case when kpis.unit = '%' and not kpis.may_exceed_100 then 100 end as ceiling_value
    from metrics.year_end_basis as basis
    inner join metrics.scoreboard_values as known
        on known.kpi_id = basis.kpi_id
        and known.as_of_date = basis.as_of_date
        and known.as_of_fiscal_year = basis.fiscal_year
    inner join catalog.kpis as kpis on kpis.kpi_id = basis.kpi_id
    inner join metrics.city_values
        on city_values.kpi_id = basis.kpi_id
        and city_values.period_kind = 'quarter'
        and city_values.period_end = basis.as_of_date
),

growth as (
    select
        running.kpi_id,
        running.as_of_date,
        case
            when not running.is_factor then before.year_value - before.from_value
            when before.from_value > 0 and before.year_value > 0 then ln(before.year_value / before.from_value)
        end as step,
        -- A few years that added the same do not make the next one sure: half of a printed digit is left open.
        case when not running.is_factor then last_digit(running.decimals) / 2 end as least_spread
    from running
    inner join metrics.year_end_basis as before
        on before.kpi_id = running.kpi_id and before.as_of_date = running.as_of_date and before.year_value is not null
),

steps as (
    select
        kpi_id,
        as_of_date,
        cast(count(step) as integer) as years_before,
        avg(step) as step,
        errors_within_80(count(step) - 1) * greatest(stddev_samp(step), any_value(least_spread)) * sqrt(1 + 1e0 / count(step)) as reach
    from growth
    group by kpi_id, as_of_date
    having count(step) >= 2
),

ends as (
    select running.*, steps.years_before, steps.step, steps.reach
    from running
    inner join steps on steps.kpi_id = running.kpi_id and steps.as_of_date = running.as_of_date
)

select
    kpi_id,
    as_of_date,
    method,
    years_before,
    greatest(
        floor_value, least(ceiling_value, if(is_factor, from_value * exp(step), from_value + step))
    ) as forecast_value,
    greatest(
        floor_value, least(ceiling_value, if(is_factor, from_value * exp(step - reach), from_value + step - reach))
    ) as forecast_low,
    greatest(
        floor_value, least(ceiling_value, if(is_factor, from_value * exp(step + reach), from_value + step + reach))
    ) as forecast_high
from ends
