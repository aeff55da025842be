-- 累計指標の起点の年度から足し上げた活動実績。1行＝累計指標・項目・取込み済みの四半期
-- Activity counts added up from the year in which a cumulative indicator starts. One row per such indicator, item and loaded quarter.
with items as (
    select item, min(fiscal_year) as first_fiscal_year from staging.stg_activity group by item
)

select
    kpis.kpi_id,
    items.item,
    quarters.fiscal_year,
    quarters.quarter,
    quarters.period_start,
    quarters.period_end,
    coalesce(sum(stg_activity.amount), 0) as cumulative_amount
from items
inner join catalog.kpis as kpis on kpis.cumulative_since is not null
inner join intermediate.int_loaded_quarters as quarters
    on quarters.source = 'activity'
    and quarters.fiscal_year >= greatest(kpis.cumulative_since, items.first_fiscal_year)
left join staging.stg_activity
    on stg_activity.item = items.item
    and stg_activity.fiscal_year >= kpis.cumulative_since
    and (
        stg_activity.fiscal_year < quarters.fiscal_year
        or (stg_activity.fiscal_year = quarters.fiscal_year and stg_activity.quarter <= quarters.quarter)
    )
group by all
