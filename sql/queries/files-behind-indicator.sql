-- 指標のもとになったファイル
-- $kpi 文字 最初の指標 指標の記号（marts.dim_kpis の kpi_id）
select
    source_title as "提出ファイル",
    file_count as "ファイル数",
    row_count as "行数",
    latest_file_name as "最後に届いたファイル",
    latest_received_on as "届いた日"
from marts.fct_kpi_sources
where kpi_id = $kpi
order by source_title
