-- 指標の計り方が足し合わせる総務事務の時間と金額。1行＝年度・区分・算定方法・事務
-- Shared-service hours and money that measures add up; nothing while none does. One row per fiscal year, task, measure and method.
select
    'shared_services' as source,
    'amount' as field,
    cast(measure as varchar) as item,
    cast(null as bigint) as staff_key,
    cast(null as varchar) as bureau_code,
    fiscal_year_start(fiscal_year) as period,
    cast(amount as double) as amount
from staging.stg_shared_services
where 'shared_services' in (select source from catalog.kpi_measure_sources)
