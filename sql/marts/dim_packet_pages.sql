-- 委員会資料の概要版（資料1）の頁。1行＝計画・頁
-- Pages of the committee packet's overview as the city laid them out. One row per page.
-- grain: programme_id, page_no
select programme_id, page_no, content
from catalog.packet_pages
order by page_no
