-- 前に委員会資料を渡してから（まだなら初めての公表から）変わった数値（改定）。1行＝指標・期間・対象範囲・局区（空欄は市全体）
-- Figures of this release that readers of the committee packet know otherwise (改定). One row per indicator, period, scope and bureau (null: the city).
-- grain: kpi_id, period_kind, period_end, scope_id, bureau_code
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
where document_kind = 'packet'
order by kpi_id, scope_id, period_kind, period_end, bureau_code nulls first
