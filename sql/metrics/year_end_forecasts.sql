-- 年度末見込みとその幅（8割の幅）。途中の値と、前の年度がそこからどう進んだかから。1行＝指標・四半期
-- Where the running fiscal year will end, from its value to date and how earlier complete years went on from the same day (up to five, none from before a break, at least two). One row per indicator and as-of quarter that is not the year's last.
-- on_course: people on course for a yearly threshold, times how many of those on course got there; remaining: what an earlier year still added (cumulative ones, and where there was nothing yet); share: times what an earlier year's value grew by.
-- Range: 80 of 100 further years, if they differ as the earlier ones do (mean of their logarithms, or of what they added, with Student's t).
with running as (
    select
        known.kpi_id,
        known.as_of_date,
        known.as_of_fiscal_year,
        known.as_of_quarter,
        known.to_date_value,
        known.decimals,
        on_course.value as on_course_value,
        kpis.cumulative_since is not null as is_cumulative,
        -- What is only added to cannot end below where it is.
        case when city_values.denominator is null then known.to_date_value else 0 end as floor_value,
        case when kpis.unit = '%' and not kpis.may_exceed_100 then 100 end as ceiling_value
    from metrics.scoreboard_values as known
    inner join catalog.kpis as kpis on kpis.kpi_id = known.kpi_id
    inner join metrics.city_values
        on city_values.kpi_id = known.kpi_id
        and city_values.period_kind = 'quarter'
        and city_values.period_end = known.as_of_date
    left join metrics.on_course
        on on_course.kpi_id = known.kpi_id
        and on_course.fiscal_year = known.as_of_fiscal_year
        and on_course.quarter = known.as_of_quarter
    -- Quarters are those of the fiscal year.
    where known.to_date_value is not null and known.as_of_quarter < 4 and kpis.year_starts = 4
),

years_before as (
    select
        running.kpi_id,
        running.as_of_date,
        year_values.fiscal_year,
        year_values.value as year_value,
        to_date.value as to_date_value,
        on_course.value as on_course_value
    from running
    inner join metrics.city_values as year_values
        on year_values.kpi_id = running.kpi_id
        and year_values.period_kind = 'year'
        and year_values.value is not null
        and year_values.fiscal_year between running.as_of_fiscal_year - 5 and running.as_of_fiscal_year - 1
    inner join metrics.city_values as to_date
        on to_date.kpi_id = running.kpi_id
        and to_date.period_kind = 'quarter'
        and to_date.period_end = fiscal_quarter_end(year_values.fiscal_year, running.as_of_quarter)
    left join metrics.on_course
        on on_course.kpi_id = running.kpi_id
        and on_course.fiscal_year = year_values.fiscal_year
        and on_course.quarter = running.as_of_quarter
    where not exists (
        select 1 from catalog.kpi_breaks as breaks
        where breaks.kpi_id = running.kpi_id
            and breaks.fiscal_year > year_values.fiscal_year
            and breaks.fiscal_year <= running.as_of_fiscal_year
    )
),

histories as (
    select
        kpi_id,
        as_of_date,
        count(*) filter (where on_course_value > 0 and year_value > 0) as on_course_years,
        min(to_date_value) as least_to_date
    from years_before
    group by kpi_id, as_of_date
),

methods as (
    select
        running.*,
        case
            when running.on_course_value > 0 and histories.on_course_years >= 2 then 'on_course'
            when running.is_cumulative or running.to_date_value <= 0 or histories.least_to_date <= 0 then 'remaining'
            else 'share'
        end as method
    from running
    inner join histories on histories.kpi_id = running.kpi_id and histories.as_of_date = running.as_of_date
),

growth as (
    select
        methods.kpi_id,
        methods.as_of_date,
        case methods.method
            when 'on_course'
                then case when before.on_course_value > 0 and before.year_value > 0 then ln(before.year_value / before.on_course_value) end
            when 'share' then case when before.year_value > 0 then ln(before.year_value / before.to_date_value) end
            else before.year_value - before.to_date_value
        end as step,
        -- A few years that added the same do not make the next one sure: half of a printed digit is left open.
        case when methods.method = 'remaining' then last_digit(methods.decimals) / 2 end as least_spread
    from methods
    inner join years_before as before
        on before.kpi_id = methods.kpi_id and before.as_of_date = methods.as_of_date
),

steps as (
    select
        kpi_id,
        as_of_date,
        cast(count(step) as integer) as years_before,
        avg(step) as step,
        errors_within_80(count(step) - 1) * greatest(stddev_samp(step), any_value(least_spread)) * sqrt(1 + 1.0 / count(step)) as reach
    from growth
    group by kpi_id, as_of_date
    having count(step) >= 2
),

ends as (
    select
        methods.*,
        steps.years_before,
        methods.method <> 'remaining' as is_factor,
        case when methods.method = 'on_course' then methods.on_course_value else methods.to_date_value end as from_value,
        steps.step,
        steps.reach
    from methods
    inner join steps on steps.kpi_id = methods.kpi_id and steps.as_of_date = methods.as_of_date
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
