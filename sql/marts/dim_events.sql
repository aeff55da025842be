-- 数値の動きにかかわる出来事（選挙、感染症、組織改正、数え方の変更など）。1行＝出来事
-- What happened in a day or span and bears on figures, in the city's own words; of all indicators and bureaus where none is named. One row per event.
-- grain: starts_on, event, kpi_id, bureau_code
select
    events.starts_on,
    coalesce(events.ends_on, events.starts_on) as ends_on,
    events.bureau_code,
    coalesce(bureaus.bureau_name, events.bureau_code) as bureau_name,
    events.kpi_id,
    events.event
from catalog.events as events
left join staging.stg_bureaus as bureaus on bureaus.bureau_code = events.bureau_code
order by events.starts_on, events.event
