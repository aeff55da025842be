-- 計り方のある指標の基準を超えた（未満など）職員。1行＝指標・期間・職員
-- Whether each person of an indicator's population is over its threshold (or at, below it). One row per indicator, period and person.
with measured as (
    select
        people.*,
        measures.measure_kind,
        measures.compare,
        measures.unit_level,
        -- Sums of hours are sums of sixtieths.
        half_up(
            case when measures.window_kind = 'month' then people.largest_amount else people.amount end - measures.threshold,
            6
        ) as beyond
    from intermediate.int_measure_people as people
    inner join catalog.kpi_measures as measures on measures.kpi_id = people.kpi_id and measures.threshold is not null
)

select
    measure_kind,
    kpi_id,
    fiscal_year,
    quarter,
    period_start,
    period_end,
    staff_key,
    bureau_code,
    roster_date,
    unit_level,
    case compare
        when 'over' then beyond > 0
        when 'at_least' then beyond >= 0
        when 'under' then beyond < 0
        else beyond <= 0
    end as is_over
from measured
