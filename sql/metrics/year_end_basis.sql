-- 年度末見込みのもと（今年度の途中の値と、前の年度の同じ日の値・その年度の値）。1行＝指標・四半期・年度
-- What the end of a running fiscal year is reckoned from: its value to date (or the people on course for a threshold), and of up to five earlier complete years the same as of the same day and what came of it. None from before a break. One row per indicator, as-of quarter that is not the year's last, and fiscal year: the running one (its year_value is null) and those before it.
-- on_course: people on course for a yearly threshold; remaining: of what only adds up, or where there was nothing yet; share: otherwise.
with running as (
    select
        known.kpi_id,
        known.as_of_date,
        known.as_of_fiscal_year,
        known.as_of_quarter,
        known.to_date_value,
        on_course.value as on_course_value,
        kpis.cumulative_since is not null as is_cumulative
    from metrics.scoreboard_values as known
    inner join catalog.kpis as kpis on kpis.kpi_id = known.kpi_id
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
)

select
    kpi_id,
    as_of_date,
    as_of_fiscal_year as fiscal_year,
    method,
    case when method = 'on_course' then on_course_value else to_date_value end as from_value,
    cast(null as double) as year_value
from methods
union all
select
    before.kpi_id,
    before.as_of_date,
    before.fiscal_year,
    methods.method,
    case when methods.method = 'on_course' then before.on_course_value else before.to_date_value end as from_value,
    before.year_value
from years_before as before
inner join methods on methods.kpi_id = before.kpi_id and methods.as_of_date = before.as_of_date
