-- 月ごとの、上限を超えた職員数（市全体）
-- $fy 整数 プログラムの初年度 年度（4月の西暦）
select
    limits.month as "月",
    rules.rule_set_name as "上限の種類",
    rules.rule_name as "上限",
    scopes.scope_name as "対象範囲",
    cast(sum(limits.staff_count) as integer) as "超えた職員（人）"
from marts.fct_overtime_limits as limits
inner join marts.dim_overtime_rules as rules on rules.rule_id = limits.rule_id
inner join marts.dim_scopes as scopes on scopes.scope_id = limits.scope_id
where limits.fiscal_year = $fy and limits.month is not null
group by all
order by limits.month, rules.rule_set_name, rules.rule_name, scopes.scope_name
