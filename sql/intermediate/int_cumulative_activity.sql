-- 累計指標の起点の年度から足し上げた活動実績。1行＝累計指標の計算式・項目・取込み済みの四半期
-- Activity counts added up from the year in which a cumulative indicator starts, as far as no quarter since then is missing. One row per model of such an indicator, item and loaded quarter.
with items as (
    select item, min(fiscal_year) as first_fiscal_year from staging.stg_activity group by item
),

starts as (
    select distinct model, cumulative_since from catalog.kpis
),

quarters as (
    select
        starts.model,
        starts.cumulative_since,
        loaded.fiscal_year,
        loaded.quarter,
        loaded.period_start,
        loaded.period_end
    from starts
    inner join intermediate.int_loaded_quarters as loaded
        on loaded.source = 'activity' and loaded.fiscal_year >= starts.cumulative_since
    where not exists (
        select 1
        from intermediate.int_activity_gaps as gaps
        where gaps.period between fiscal_year_start(starts.cumulative_since) and loaded.period_end
    )
)

select
    quarters.model,
    items.item,
    quarters.fiscal_year,
    quarters.quarter,
    quarters.period_start,
    quarters.period_end,
    cast(coalesce(sum(stg_activity.amount), 0) as bigint) as cumulative_amount
from items
inner join quarters on quarters.fiscal_year >= items.first_fiscal_year
left join staging.stg_activity
    on stg_activity.item = items.item
    and stg_activity.fiscal_year >= quarters.cumulative_since
    and (
        stg_activity.fiscal_year < quarters.fiscal_year
        or (stg_activity.fiscal_year = quarters.fiscal_year and stg_activity.quarter <= quarters.quarter)
    )
group by
    quarters.model, items.item, quarters.fiscal_year, quarters.quarter, quarters.period_start, quarters.period_end
