-- 委員会資料の概要版（資料1）の頁。1行＝頁
-- Pages of the committee packet's overview as the city laid them out. One row per page.
-- grain: page_no
select page_no, content
from catalog.packet_pages
order by page_no
