-- 目標年度の見込みとその幅（直近5年の値から）。1行＝指標・四半期
-- Where the latest five yearly values lead by the target year: Theil–Sen line with a range, from four values on, never across a break. One row per indicator and as-of quarter.
-- Slope: median of the slopes between all pairs of years (Theil 1950, Sen 1968); level: median of what the slope leaves. Range: the
-- 10 % and 90 % slopes from the line's last year on, widened by the median distance of the values from the line.
with numbered_values as (
    select
        scoreboard_values.kpi_id,
        scoreboard_values.as_of_date,
        city_values.fiscal_year,
        city_values.value,
        row_number() over (
            partition by scoreboard_values.kpi_id, scoreboard_values.as_of_date order by city_values.fiscal_year desc
        ) as recency
    from metrics.scoreboard_values
    inner join metrics.city_values
        on city_values.kpi_id = scoreboard_values.kpi_id
        and city_values.period_kind = 'year'
        and city_values.period_end <= scoreboard_values.as_of_date
        and city_values.value is not null
    left join (
        select kpi_id, max(fiscal_year) as fiscal_year from catalog.kpi_breaks group by kpi_id
    ) as last_breaks on last_breaks.kpi_id = city_values.kpi_id
    where city_values.fiscal_year >= coalesce(last_breaks.fiscal_year, city_values.fiscal_year)
),

known_values as (
    select kpi_id, as_of_date, fiscal_year, value from numbered_values where recency <= 5
),

slopes as (
    select
        earlier.kpi_id,
        earlier.as_of_date,
        (later.value - earlier.value) / (later.fiscal_year - earlier.fiscal_year) as slope
    from known_values as earlier
    inner join known_values as later
        on later.kpi_id = earlier.kpi_id
        and later.as_of_date = earlier.as_of_date
        and later.fiscal_year > earlier.fiscal_year
),

trends as (
    select
        kpi_id,
        as_of_date,
        median_of(slope) as slope,
        quantile_of(slope, 0.1) as low_slope,
        quantile_of(slope, 0.9) as high_slope
    from slopes
    group by kpi_id, as_of_date
    having count(*) >= 6
),

levels as (
    select
        trends.kpi_id,
        trends.as_of_date,
        trends.slope,
        trends.low_slope,
        trends.high_slope,
        max(known_values.fiscal_year) as last_year,
        median_of(known_values.value - trends.slope * known_values.fiscal_year) as level
    from trends
    inner join known_values
        on known_values.kpi_id = trends.kpi_id and known_values.as_of_date = trends.as_of_date
    group by trends.kpi_id, trends.as_of_date, trends.slope, trends.low_slope, trends.high_slope
),

spreads as (
    select
        levels.kpi_id,
        levels.as_of_date,
        levels.slope,
        levels.low_slope,
        levels.high_slope,
        levels.last_year,
        levels.level + levels.slope * levels.last_year as last_level,
        median_of(abs(known_values.value - levels.level - levels.slope * known_values.fiscal_year)) as spread
    from levels
    inner join known_values
        on known_values.kpi_id = levels.kpi_id and known_values.as_of_date = levels.as_of_date
    group by
        levels.kpi_id, levels.as_of_date, levels.slope, levels.low_slope, levels.high_slope, levels.last_year, levels.level
),

ahead as (
    select
        spreads.*,
        scoreboard_values.target_fiscal_year - spreads.last_year as years_left,
        case when kpis.unit = '%' and not kpis.may_exceed_100 then 100 end as ceiling
    from spreads
    inner join metrics.scoreboard_values
        on scoreboard_values.kpi_id = spreads.kpi_id and scoreboard_values.as_of_date = spreads.as_of_date
    inner join catalog.kpis as kpis on kpis.kpi_id = spreads.kpi_id
    -- Where the level itself moves with the values, the line says nothing of it.
    where scoreboard_values.target_fiscal_year > spreads.last_year and not scoreboard_values.is_moving
)

select
    kpi_id,
    as_of_date,
    greatest(0, least(last_level + slope * years_left, ceiling)) as forecast_value,
    greatest(0, least(last_level + low_slope * years_left - spread, ceiling)) as forecast_low,
    greatest(0, least(last_level + high_slope * years_left + spread, ceiling)) as forecast_high
from ahead
