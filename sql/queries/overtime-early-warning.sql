-- このままでは年間の上限を超える職員数（局区別、最新の月）
-- $rule 文字 report_480 上限の記号（marts.dim_overtime_rules の rule_id）
with latest as (
    select max(as_of_month) as as_of_month
    from marts.fct_overtime_early_warning
)

select
    scopes.scope_name as "対象範囲",
    coalesce(bureaus.bureau_name, '示さない局区の計') as "局区",
    warnings.as_of_month as "月",
    warnings.threshold_hours as "上限（時間）",
    warnings.over_count as "すでに超えた（人）",
    warnings.on_course_count as "このままでは超える（人）"
from marts.fct_overtime_early_warning as warnings
inner join latest on latest.as_of_month = warnings.as_of_month
left join marts.dim_bureaus as bureaus on bureaus.bureau_code = warnings.bureau_code
inner join marts.dim_scopes as scopes on scopes.scope_id = warnings.scope_id
where warnings.rule_id = $rule and warnings.over_count + warnings.on_course_count > 0
order by scopes.scope_name, warnings.on_course_count + warnings.over_count desc, bureaus.display_order nulls last
