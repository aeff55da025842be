-- まだ値のない指標が待っている、一度も届いていない種類のファイル。1行＝指標・提出ファイルの種類
-- Kinds of files that an indicator without any value rests on and of which none ever came. What only corrects another kind is awaited by nobody. One row per indicator and source.
with recursive upstream as (
    select kpis.kpi_id, dependencies.depends_on
    from catalog.kpis as kpis
    inner join catalog.model_dependencies as dependencies on dependencies.relation = 'metrics.kpi_' || kpis.kpi_id
    union
    select upstream.kpi_id, dependencies.depends_on
    from upstream
    inner join catalog.model_dependencies as dependencies on dependencies.relation = upstream.depends_on
)

select upstream.kpi_id, sources.source, sources.source_title
from upstream
inner join catalog.sources as sources
    on upstream.depends_on = 'raw.' || sources.source and not sources.is_correction
where sources.source not in (select source from raw.current_periods)
    and upstream.kpi_id not in (select kpi_id from metrics.kpi_values where bureau_code is null)
