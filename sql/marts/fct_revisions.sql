-- Figures of this release that an earlier one said otherwise (改定). One row per indicator, period, scope and bureau (null: the city).
select
    kpi_id,
    cast(fiscal_year as integer) as fiscal_year,
    period_kind,
    period_end,
    scope_id,
    bureau_code,
    previous_value,
    value,
    previous_release_id,
    previous_released_on,
    cause,
    settled_status
from metrics.revisions
order by kpi_id, scope_id, period_kind, period_end, bureau_code nulls first
