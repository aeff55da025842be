-- 計り方のある指標の基準を超えた（未満など）職員。1行＝指標・期間・職員
-- Whether each person of an indicator's population is over its threshold (or at, below it). One row per indicator, period and person.
with measured as (
    select
        people.*,
        measures.measure_kind,
        measures.compare,
        measures.threshold,
        case when measures.window_kind = 'month' then people.largest_amount else people.amount end as measured_amount
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
    -- A billionth: sums of hours are sums of sixtieths.
    case compare
        when 'over' then measured_amount > threshold + 0.000000001
        when 'at_least' then measured_amount >= threshold - 0.000000001
        when 'under' then measured_amount < threshold - 0.000000001
        when 'at_most' then measured_amount <= threshold + 0.000000001
    end as is_over
from measured
