-- 年間480時間を超えた職員数（局区別、前年度との差）
-- $fy 整数 プログラムの初年度 年度（4月の西暦）
-- $scope 文字 programme 対象範囲の記号（marts.dim_scopes の scope_id）
with counted as (
    select bureau_code, fiscal_year, staff_count
    from marts.fct_overtime_counts
    where threshold_hours = 480 and scope_id = $scope
)

select
    bureaus.bureau_code as "局区コード",
    bureaus.bureau_name as "局区",
    this_year.staff_count as "480時間超（人）",
    this_year.staff_count - last_year.staff_count as "前年度との差（人）",
    case when this_year.staff_count is null then '少人数のため示さない' else '' end as "備考"
from counted as this_year
inner join marts.dim_bureaus as bureaus on bureaus.bureau_code = this_year.bureau_code
left join counted as last_year
    on last_year.bureau_code = this_year.bureau_code and last_year.fiscal_year = this_year.fiscal_year - 1
where this_year.fiscal_year = $fy
order by this_year.staff_count desc nulls last, bureaus.display_order
