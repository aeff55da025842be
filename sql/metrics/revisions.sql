-- 前に資料を渡したとき（まだなら初めての公表のとき）と違う値になった数値。1行＝資料の種類・指標・期間・対象範囲・局区
-- Figures that say something else than the release a document was last handed out from (or else than what was first published); what is or was withheld is not compared. One row per kind of document, indicator, period, scope and bureau.
with known as (
    -- What an earlier release said with more digits than may be shown today is compared, and shown, with those of today.
    select
        last_figures.document_kind,
        last_figures.kpi_id,
        last_figures.period_kind,
        last_figures.period_end,
        last_figures.scope_id,
        last_figures.bureau_code,
        last_figures.observation_status,
        last_figures.release_id,
        last_figures.released_on,
        case when privacy.sums_shown then last_figures.value else half_up(last_figures.value, kpis.decimals) end as value
    from catalog.last_figures as last_figures
    inner join catalog.kpis as kpis on kpis.kpi_id = last_figures.kpi_id
    inner join catalog.privacy as privacy on privacy.domain = kpis.privacy
)

select
    previous.document_kind,
    values_shown.kpi_id,
    values_shown.fiscal_year,
    values_shown.period_kind,
    values_shown.period_end,
    values_shown.scope_id,
    values_shown.bureau_code,
    previous.value as previous_value,
    cast(values_shown.value as double) as value,
    previous.release_id as previous_release_id,
    previous.released_on as previous_released_on,
    causes.cause,
    values_shown.observation_status as settled_status
from metrics.kpi_values_shown as values_shown
inner join known as previous
    on previous.kpi_id = values_shown.kpi_id
    and previous.period_kind = values_shown.period_kind
    and previous.period_end = values_shown.period_end
    and previous.scope_id = values_shown.scope_id
    and previous.bureau_code is not distinct from values_shown.bureau_code
inner join catalog.change_causes as causes
    on causes.kpi_id = values_shown.kpi_id
    and causes.fiscal_year = values_shown.fiscal_year
    and causes.period_end = values_shown.period_end
    and causes.previous_release_id = previous.release_id
where values_shown.observation_status <> 'withheld'
    and previous.observation_status <> 'withheld'
    and is_moved(previous.value, cast(values_shown.value as double))
