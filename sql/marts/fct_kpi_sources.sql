-- 指標のもとになったファイル。1行＝指標・提出ファイルの種類
-- Files behind each indicator. One row per indicator and source.
-- grain: kpi_id, source
select kpi_id, source, source_title, file_count, row_count, latest_file_name, latest_received_on, latest_row_count
from metrics.kpi_sources
order by kpi_id, source
