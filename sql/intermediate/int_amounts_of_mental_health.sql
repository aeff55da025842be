-- 指標の計り方が足し合わせる、対策の対象者数と実施者数。1行＝項目・年度・対策
-- People due for a measure and done, where measures add them up; nothing while none does. One row per field, fiscal year and kind of measure.
with counts as (
    select 'due_count' as field, fiscal_year, cast(measure as varchar) as item, due_count as people from staging.stg_mental_health
    union all
    select 'done_count' as field, fiscal_year, cast(measure as varchar) as item, done_count as people from staging.stg_mental_health
)

select
    'mental_health' as source,
    field,
    item,
    cast(null as bigint) as staff_key,
    cast(null as varchar) as bureau_code,
    fiscal_year_start(fiscal_year) as period,
    cast(people as double) as amount
from counts
where 'mental_health' in (select source from catalog.kpi_measure_sources)
