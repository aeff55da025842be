-- まだ値のない指標が待っている、一度も届いていない種類のファイル。1行＝指標・提出ファイルの種類
-- Kinds of files that an indicator without any value rests on and of which none ever came. What only corrects another kind is awaited by nobody. One row per indicator and source.
select kpi_sources.kpi_id, sources.source, sources.source_title
from intermediate.int_kpi_sources as kpi_sources
inner join catalog.sources as sources
    on sources.source = kpi_sources.source and not sources.is_correction
where sources.source not in (select source from raw.current_periods)
    and kpi_sources.kpi_id not in (select kpi_id from metrics.kpi_values where bureau_code is null)
