-- 活動実績の年度累計。1行＝項目・取込み済みの四半期
-- Activity counts from April to each loaded quarter's end. One row per item and quarter; from an item's first year on a quarter without a count is 0.
select
    items.item,
    quarters.fiscal_year,
    quarters.quarter,
    quarters.period_start,
    quarters.period_end,
    cast(coalesce(sum(stg_activity.amount), 0) as bigint) as amount
from (
    select item, min(fiscal_year) as first_fiscal_year from staging.stg_activity group by item
) as items
inner join intermediate.int_loaded_quarters as quarters
    on quarters.source = 'activity' and quarters.fiscal_year >= items.first_fiscal_year
left join staging.stg_activity
    on stg_activity.item = items.item
    and stg_activity.fiscal_year = quarters.fiscal_year
    and stg_activity.quarter <= quarters.quarter
group by items.item, quarters.fiscal_year, quarters.quarter, quarters.period_start, quarters.period_end
