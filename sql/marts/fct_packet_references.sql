-- 委員会資料に載せる、もとのファイルのない公表値。1行＝計画・資料の年度・章・公表値
-- Published counts that no source file gives, where a committee packet prints them. One row per packet, place and published figure.
-- grain: programme_id, fiscal_year, place, series, published_fiscal_year
select
    packet_references.programme_id,
    packet_references.fiscal_year,
    packet_references.place,
    packet_references.display_order,
    packet_references.series,
    published_figures.series_name,
    published_figures.fiscal_year as published_fiscal_year,
    published_figures.value,
    published_figures.decimals,
    published_figures.unit,
    published_figures.document,
    published_figures.location,
    published_figures.status as published_status,
    published_figures.note
from catalog.packet_references as packet_references
inner join catalog.published_figures as published_figures on published_figures.series = packet_references.series
order by
    packet_references.fiscal_year,
    packet_references.place,
    packet_references.display_order,
    published_figures.fiscal_year
