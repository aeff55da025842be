-- 各上限を超えた職員数。1行＝上限・対象範囲・局区・月（月が空欄は年度）
-- People over each limit. One row per rule, scope, bureau and month, or complete fiscal year (month null).
-- grain: fiscal_year, month, rule_id, scope_id, bureau_code
select fiscal_year, month, rule_id, scope_id, bureau_code, staff_count
from metrics.overtime_limits
order by rule_id, scope_id, fiscal_year, month nulls first, bureau_code
