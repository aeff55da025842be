-- 指標のもとになる提出ファイルの種類（届いていないものも）。1行＝指標・提出ファイルの種類
-- Sources that an indicator rests on, sent or not: its model followed from model to model up to the raw tables, or what its measure names. One row per indicator and source.
select kpis.kpi_id, sources.source, sources.source_title, sources.is_correction
from catalog.kpis as kpis
inner join catalog.model_sources as behind on behind.relation = concat('metrics.', kpis.model)
inner join catalog.sources as sources on sources.source = behind.source
where kpis.kpi_id not in (select kpi_id from catalog.kpi_measure_sources)
union all
select named.kpi_id, sources.source, sources.source_title, sources.is_correction
from catalog.kpi_measure_sources as named
inner join catalog.sources as sources on sources.source = named.source
