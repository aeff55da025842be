-- 年間の時間数を超えた職員数（報告時の組織と今の組織）
-- $hours 整数 480 時間数（480、1000）
select
    counts.fiscal_year as "年度",
    case counts.organisation when 'today' then '今の組織' else '報告時の組織' end as "組織",
    scopes.scope_name as "対象範囲",
    coalesce(bureaus.bureau_name, '示さない局区の計') as "局区",
    round(counts.staff_count, 1) as "人"
from marts.fct_overtime_counts_by_organisation as counts
left join marts.dim_bureaus as bureaus on bureaus.bureau_code = counts.bureau_code
inner join marts.dim_scopes as scopes on scopes.scope_id = counts.scope_id
where counts.threshold_hours = $hours
order by counts.fiscal_year, counts.organisation, scopes.scope_name, bureaus.display_order
