-- まだ値のない指標が待っている種類のファイル。1行＝指標・提出ファイルの種類
-- What would bring the first value of an indicator. One row per indicator and source.
-- grain: kpi_id, source
select kpi_id, source, source_title
from metrics.awaited_sources
order by kpi_id, source
