-- 委員会資料の表紙。1行＝計画・年度
-- Cover of each year's committee packet. One row per fiscal year.
-- grain: programme_id, fiscal_year
select programme_id, fiscal_year, committee, matter, title, presented_on, department from catalog.packets order by fiscal_year
