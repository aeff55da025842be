-- 委員会資料で数値に添える文。1行＝計画・年度・文のまとまり
-- Words beside the figures of a committee packet. One row per fiscal year and block of lines.
-- grain: programme_id, fiscal_year, display_order
select programme_id, fiscal_year, display_order, place, kind, heading, lines
from catalog.packet_texts
order by fiscal_year, display_order
