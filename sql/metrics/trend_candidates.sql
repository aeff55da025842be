-- 目標年度までの見込みの出し方の候補（どこから、どの傾きで、ふだんの動きはいくらか）。1行＝指標・最後の値の年度・出し方
-- Ways to carry an indicator's latest five yearly values on (four at least, none of before a change of definition), as known when each year was the last. One row per indicator, last fiscal year and method.
-- Slope: median of the slopes between all pairs of years (Theil 1950, Sen 1968). step: root mean square of the changes from year to year, at least half a printed digit. kept_share: how much of its slope a year keeps of the one before it.
with known_values as (
    select city_values.kpi_id, city_values.fiscal_year, city_values.period_end, city_values.value, kpis.decimals
    from metrics.city_values
    inner join catalog.kpis as kpis on kpis.kpi_id = city_values.kpi_id
    where city_values.period_kind = 'year' and city_values.value is not null
),

numbered as (
    select
        origins.kpi_id,
        origins.fiscal_year as origin_year,
        origins.period_end,
        origins.decimals,
        known.fiscal_year,
        known.value,
        cast(row_number() over (partition by origins.kpi_id, origins.fiscal_year order by known.fiscal_year desc) as integer) as recency
    from known_values as origins
    inner join known_values as known
        on known.kpi_id = origins.kpi_id and known.fiscal_year <= origins.fiscal_year
    where not exists (
        select 1 from catalog.kpi_breaks as breaks
        where breaks.kpi_id = origins.kpi_id
            and breaks.fiscal_year > known.fiscal_year
            and breaks.fiscal_year <= origins.fiscal_year
    )
),

recent_values as (
    select * from numbered where recency <= 5
),

slopes as (
    select
        earlier.kpi_id,
        earlier.origin_year,
        (later.value - earlier.value) / (later.fiscal_year - earlier.fiscal_year) as slope
    from recent_values as earlier
    inner join recent_values as later
        on later.kpi_id = earlier.kpi_id
        and later.origin_year = earlier.origin_year
        and later.fiscal_year > earlier.fiscal_year
),

trends as (
    select kpi_id, origin_year, median_of(slope) as slope
    from slopes
    group by kpi_id, origin_year
    having count(*) >= 6
),

changes as (
    -- Over a year that is missing a change is that of two years.
    select
        later.kpi_id,
        later.origin_year,
        sqrt(avg(power(later.value - earlier.value, 2) / (later.fiscal_year - earlier.fiscal_year))) as step,
        cast(count(*) as integer) as change_count
    from recent_values as earlier
    inner join recent_values as later
        on later.kpi_id = earlier.kpi_id
        and later.origin_year = earlier.origin_year
        and later.recency = earlier.recency - 1
    group by later.kpi_id, later.origin_year
),

directions as (
    select
        recent_values.kpi_id,
        recent_values.origin_year,
        any_value(recent_values.period_end) as period_end,
        latest_by(value, fiscal_year) as last_value,
        any_value(value) filter (where recency = 2) as value_before,
        any_value(value) filter (where recency = 3) as value_two_before,
        any_value(fiscal_year) filter (where recency = 3) as year_two_before,
        median_of(value + trends.slope * (recent_values.origin_year - fiscal_year)) as line_value,
        last_digit(any_value(decimals)) / 2 as least_step,
        any_value(trends.slope) as slope
    from recent_values
    inner join trends on trends.kpi_id = recent_values.kpi_id and trends.origin_year = recent_values.origin_year
    group by recent_values.kpi_id, recent_values.origin_year
),

described as (
    select
        directions.*,
        (last_value - value_two_before) / (directions.origin_year - year_two_before) as latest_slope,
        greatest(changes.step, least_step) as step,
        changes.change_count
    from directions
    inner join changes on changes.kpi_id = directions.kpi_id and changes.origin_year = directions.origin_year
)

select
    described.kpi_id,
    described.origin_year as fiscal_year,
    described.period_end,
    methods.forecast_method,
    methods.forecast_method = 'damped' as is_chosen,
    described.last_value,
    case methods.forecast_method
        when 'theil_sen' then line_value
        when 'mean' then (line_value + last_value) / 2
        else last_value
    end as start_value,
    case methods.forecast_method
        when 'last_value' then 0
        when 'last_two_years' then latest_slope
        when 'mean' then (slope + latest_slope) / 2
        else slope
    end as slope,
    methods.kept_share,
    described.step,
    described.change_count,
    -- The two latest changes went the same way, and the trend goes the other.
    case
        when last_value < value_before and value_before < value_two_before then described.slope > 0
        when last_value > value_before and value_before > value_two_before then described.slope < 0
        else false
    end as is_contradicted
from described
cross join (
    values ('last_value', 1.0e0), ('last_two_years', 1.0e0), ('theil_sen', 1.0e0), ('trend', 1.0e0), ('damped', 0.9e0), ('mean', 1.0e0)
) as methods (forecast_method, kept_share)
