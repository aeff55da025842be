-- 指標の状況を示す四半期（時間外勤務実績の届いた四半期。それを出さない市では、ほかの種類の届いた四半期）。1行＝四半期
-- Quarters at whose end the board stands. Overtime leads from the first quarter that it reached, because it comes every month. Before that, and in a city that sends none, any other source does, once the quarters are over: those that it reached and, where it comes for a day of record, those from that day to the end of its fiscal year. Figures that come ready come a year at a time and reach as far as they speak of. One row per quarter.
with by_overtime as (
    select fiscal_year, quarter, period_end
    from intermediate.int_reached_quarters
    where source = 'overtime'
),

by_any as (
    select reached.fiscal_year, reached.quarter, reached.period_end
    from intermediate.int_reached_quarters as reached
    where reached.source <> 'indicator_figures'
        or exists (
            select 1
            from staging.stg_indicator_figures as figures
            where figures.fiscal_year = reached.fiscal_year
                and coalesce(figures.as_of_date, reached.period_end) > month_end_after(reached.period_end, -3)
        )
    union
    select calendar.fiscal_year, calendar.quarter, calendar.period_end
    from raw.current_periods as periods
    inner join catalog.sources as sources
        on sources.source = periods.source and sources.period_months is null
    -- A quarter's period begins in April.
    inner join catalog.fiscal_quarters as calendar
        on calendar.fiscal_year = fiscal_year_of(periods.period) and calendar.period_end >= periods.period
)

select fiscal_year, quarter, period_end
from by_overtime
union all
select by_any.fiscal_year, by_any.quarter, by_any.period_end
from by_any
cross join catalog.releases
where by_any.period_end < releases.created_on
    and not exists (select 1 from by_overtime where by_overtime.period_end <= by_any.period_end)
