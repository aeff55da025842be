-- 各上限を超えた職員数。1行＝上限・対象範囲・局区・月（月が空欄は年度。示さない局区は空欄、その計は局区が空欄の行）
-- People over each limit. One row per rule, scope, bureau and month, or complete fiscal year (month null); of withheld bureaus the number is null, and the row without a bureau is their sum.
-- grain: fiscal_year, month, rule_id, scope_id, bureau_code
select fiscal_year, month, rule_id, scope_id, bureau_code, cast(staff_count as integer) as staff_count
from metrics.overtime_told
where relation = 'limits'
order by rule_id, scope_id, fiscal_year, month nulls first, bureau_code nulls last
