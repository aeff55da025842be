-- 指標の計り方が数える、出生と育児休業等の届出。1行＝職員・届出区分・四半期
-- Births and first take-ups that measures count; nothing while none does. One row per person, event and quarter.
select distinct
    'parental_leave' as source,
    'people' as field,
    cast(event as varchar) as item,
    staff_key,
    cast(null as varchar) as bureau_code,
    quarter_start(fiscal_year, quarter) as period,
    1e0 as amount
from staging.stg_parental_leave
where 'parental_leave' in (select source from catalog.kpi_measure_sources)
