-- 前にスコアカードを印刷した公開版（なければ前の公開版）から変わった数値（改定）。1行＝指標・期間・対象範囲・局区（空欄は市全体）
-- Figures of this release that readers know otherwise (改定): from the release the scorecard was last printed from, or else the last release. One row per indicator, period, scope and bureau (null: the city).
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
order by kpi_id, scope_id, period_kind, period_end, bureau_code nulls first
