-- 財政効果の累計の途中で、その効果が届いていない年度。1行＝年度の初日
-- Years since the running total of fiscal effects starts whose effect has not come, up to the latest file: a file may say everything else. One row per year.
with starts as (
    select distinct cumulative_since from catalog.kpis where model = 'kpi_consolidation_saving'
)

select fiscal_year_start(calendar.fiscal_year) as period
from catalog.fiscal_quarters as calendar
inner join starts on calendar.fiscal_year >= starts.cumulative_since
where calendar.quarter = 1
    and calendar.period_start <= (select max(period) from raw.current_periods where source = 'shared_services')
    and calendar.fiscal_year not in (
        select fiscal_year from staging.stg_shared_services where measure = 'fiscal_effect' and method = 'programme'
    )
