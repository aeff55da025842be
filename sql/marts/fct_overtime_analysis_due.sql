-- 要因の整理・分析が必要な職員数と期限。1行＝上限の種類・対象範囲・終わった年度・局区（示さない局区は空欄、その計は局区が空欄の行）
-- People whose overtime must be analysed by a day. One row per rule set, scope, complete fiscal year and bureau; of withheld bureaus the number is null, and the row without a bureau is their sum.
-- grain: fiscal_year, rule_set, scope_id, bureau_code
select fiscal_year, due_on, rule_set, scope_id, bureau_code, cast(staff_count as integer) as staff_count
from metrics.overtime_told
where relation = 'analysis_due'
order by fiscal_year, rule_set, scope_id, bureau_code nulls last
