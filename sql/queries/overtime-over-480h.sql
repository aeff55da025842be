-- 年間480時間を超えた職員数と、最も多い局区（年度ごと）
-- $scope 文字 programme 対象範囲の記号（marts.dim_scopes の scope_id）
with by_bureau as (
    select counts.fiscal_year, bureaus.bureau_name, counts.staff_count
    from marts.fct_overtime_counts as counts
    left join marts.dim_bureaus as bureaus on bureaus.bureau_code = counts.bureau_code
    where counts.threshold_hours = 480 and counts.scope_id = $scope
)

select
    fiscal_year as "年度",
    cast(sum(staff_count) as integer) as "480時間超（人）",
    arg_max(bureau_name, staff_count) filter (where bureau_name is not null) as "最も多い局区",
    max(staff_count) filter (where bureau_name is not null) as "その人数（人）"
from by_bureau
group by fiscal_year
order by fiscal_year
