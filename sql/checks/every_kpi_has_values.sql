-- warning: もとになる種類のファイルは必要なだけ届いているのに、値が一つもない指標があります
-- remedy: 届いたファイルに、その指標の対象になる人や期間の行があるかを確かめる（npx kaikaku status で、種類ごとに届いた期間が分かる）
-- Kinds of which nothing came, and periodical ones that have not reached the end of any fiscal year yet.
with still_to_come as (
    select sources.source
    from catalog.sources as sources
    left join raw.current_batches as batches on batches.source = sources.source
    left join intermediate.int_reached_quarters as reached
        on reached.source = sources.source and reached.quarter = 4
    where not sources.is_correction and (batches.source is null or (sources.period_months is not null and reached.source is null))
),

waiting as (
    select kpi_sources.kpi_id
    from intermediate.int_kpi_sources as kpi_sources
    inner join still_to_come on still_to_come.source = kpi_sources.source
),

-- Running totals that lack a quarter: another check says so.
broken_off as (
    select kpis.kpi_id
    from catalog.kpis as kpis
    inner join metrics.kpi_sources on kpi_sources.kpi_id = kpis.kpi_id and kpi_sources.source = 'activity'
    inner join intermediate.int_activity_gaps as gaps on gaps.period >= fiscal_year_start(kpis.cumulative_since)
)

select kpis.kpi_id
from catalog.kpis as kpis
left join metrics.kpi_values
    on kpi_values.kpi_id = kpis.kpi_id and kpi_values.scope_id = kpis.scope_id and kpi_values.bureau_code is null
where kpi_values.kpi_id is null
    -- A target in words needs no figures.
    and kpis.kpi_id not in (select kpi_id from catalog.kpi_targets where form = 'stated')
    and kpis.kpi_id not in (select kpi_id from waiting)
    and kpis.kpi_id not in (select kpi_id from broken_off)
    -- Another check says under what name their figures would have to come.
    and kpis.kpi_id not in (select kpi_id from intermediate.int_figures_not_sent)
