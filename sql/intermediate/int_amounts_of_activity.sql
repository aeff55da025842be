-- 指標の計り方が足し合わせる活動実績。1行＝活動実績の1行
-- Activity counts that measures add up; nothing while none does. One row per row of the source.
select
    'activity' as source,
    'amount' as field,
    cast(item as varchar) as item,
    cast(null as bigint) as staff_key,
    cast(null as varchar) as bureau_code,
    quarter_start(fiscal_year, quarter) as period,
    cast(amount as double) as amount
from staging.stg_activity
where 'activity' in (select source from catalog.kpi_measure_sources)
