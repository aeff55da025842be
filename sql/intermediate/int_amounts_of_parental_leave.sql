-- 指標の計り方が数える、出生、育児休業、育児のための休暇の届出。1行＝職員・届出区分・四半期（人数）、または届出（日数）
-- Births, take-ups and leave for a birth that measures count: people once a quarter, by the quarter of the event or of the child's birth where files say it, and the days of each leave, which are of the quarter of its event however far they reach. Nothing while none counts them. One row per person, event and quarter, or for days per event.
with events as (
    select
        cast(event as varchar) as item,
        staff_key,
        quarter as period,
        quarter_start(fiscal_year_of(child_born_on), fiscal_quarter_of(child_born_on)) as period_of_birth,
        coalesce(leave_days_e4 / 10000e0, days_between(leave_from, leave_to) + 1) as days
    from raw.parental_leave
),

amounts as (
    select distinct 'people' as field, item, staff_key, period, 1e0 as amount from events
    union all
    select distinct 'people_by_birth' as field, item, staff_key, period_of_birth as period, 1e0 as amount
    from events
    where period_of_birth is not null
    union all
    select 'days' as field, item, staff_key, period, days as amount
    from events
    where days is not null
)

select
    'parental_leave' as source,
    field,
    item,
    staff_key,
    cast(null as varchar) as bureau_code,
    period,
    amount
from amounts
where 'parental_leave' in (select source from catalog.kpi_measure_sources)
