-- まだ値のない指標が待っている、一度も届いていない種類のファイル。1行＝指標・提出ファイルの種類
-- Kinds of files that an indicator without any value rests on and of which none ever came, and the figures that come ready of which no row is its. What only corrects another kind is awaited by nobody. One row per indicator and source.
select kpi_id, source, source_title
from intermediate.int_kpi_sources
where not is_correction
    and (
        source not in (select source from raw.current_periods)
        or (source = 'indicator_figures' and kpi_id in (select kpi_id from catalog.kpi_measure_sources))
    )
    and kpi_id not in (select kpi_id from metrics.kpi_values)
