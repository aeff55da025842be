-- 指標の計り方が足し合わせる活動実績。1行＝項目・四半期
-- Activity counts that measures add up; nothing while none does. One row per item and quarter.
select
    'activity' as source,
    'amount' as field,
    cast(item as varchar) as item,
    cast(null as bigint) as staff_key,
    cast(null as varchar) as bureau_code,
    quarter_start(fiscal_year, quarter) as period,
    cast(sum(amount) as double) as amount
from staging.stg_activity
where 'activity' in (select source from catalog.kpi_measure_sources)
group by item, fiscal_year, quarter
