-- 委員会資料の表紙。1行＝年度
-- Cover of each year's committee packet. One row per fiscal year.
-- grain: fiscal_year
select fiscal_year, committee, matter, title, presented_on, department from catalog.packets order by fiscal_year
