-- この公開版が示す指標の値（改定の印つき）。1行＝指標・期間・対象範囲・局区（空欄は市全体）
-- Indicator values as this release says them: those that readers of the scorecard know otherwise are marked revised. One row per indicator, period, scope and bureau (null: the city).
select
    values_shown.kpi_id,
    values_shown.fiscal_year,
    values_shown.period_kind,
    values_shown.period_start,
    values_shown.period_end,
    values_shown.scope_id,
    values_shown.bureau_code,
    values_shown.value,
    values_shown.numerator,
    values_shown.denominator,
    values_shown.settled_from,
    case when revisions.kpi_id is not null then 'revised' else values_shown.observation_status end
        as observation_status
from metrics.kpi_values_shown as values_shown
left join metrics.revisions as revisions
    on revisions.kpi_id = values_shown.kpi_id
    and revisions.period_kind = values_shown.period_kind
    and revisions.period_end = values_shown.period_end
    and revisions.scope_id = values_shown.scope_id
    and revisions.bureau_code is not distinct from values_shown.bureau_code
    and revisions.document_kind = 'scorecard'
