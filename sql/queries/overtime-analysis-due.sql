-- 要因の整理・分析が必要な局区と期限
-- $fy 整数 プログラムの初年度 年度（4月の西暦）
select
    coalesce(bureaus.bureau_name, '示さない局区の計') as "局区",
    due.due_on as "期限",
    due.staff_count as "対象の職員（人）"
from marts.fct_overtime_analysis_due as due
left join marts.dim_bureaus as bureaus on bureaus.bureau_code = due.bureau_code
where due.fiscal_year = $fy and due.staff_count > 0
order by due.staff_count desc, bureaus.display_order nulls last
