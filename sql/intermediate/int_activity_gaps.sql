-- 累計の途中で活動実績が届いていない四半期。1行＝四半期の初日
-- Quarters of activity that have not come, from where the earliest running total starts (or activities began) to the latest file. One row per quarter.
select gaps.period
from (
    select quarter_start(calendar.fiscal_year, calendar.quarter) as period
    from catalog.fiscal_quarters as calendar
) as gaps
where gaps.period >= coalesce(
        (select min(first_period) from catalog.source_beginnings where source = 'activity'),
        (select fiscal_year_start(min(cumulative_since)) from catalog.kpis)
    )
    and gaps.period < (select max(period) from raw.current_periods where source = 'activity')
    and gaps.period not in (select period from raw.current_periods where source = 'activity')
