-- 時間外勤務の上限。1行＝上限
-- Overtime limits. One row per rule.
-- grain: rule_id
select
    rules.rule_id,
    rules.rule_name,
    rules.rule_set,
    rule_sets.rule_set_name,
    rules.window_kind,
    rules.threshold_hours,
    rules.operator,
    rules.months_limit,
    rules.basis_id,
    rules.is_reference,
    rules.valid_from,
    rules.valid_to,
    rules.legal_basis,
    rule_sets.note
from catalog.overtime_rules as rules
inner join catalog.overtime_rule_sets as rule_sets on rule_sets.rule_set = rules.rule_set
order by rules.rule_set, rules.rule_id
