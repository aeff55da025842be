-- People whose overtime must be analysed by a day. One row per rule set, scope, complete fiscal year and bureau.
select fiscal_year, due_on, rule_set, scope_id, bureau_code, staff_count
from metrics.overtime_analysis_due
order by fiscal_year, rule_set, scope_id, bureau_code
