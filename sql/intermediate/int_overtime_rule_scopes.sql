-- 上限と、それを数える対象範囲。1行＝上限・対象範囲
-- Limits with the populations they are counted over. One row per rule and scope.
select
    rules.rule_id,
    rules.rule_set,
    scopes.population_id as scope_id,
    scopes.includes_managers,
    rules.window_kind,
    rules.basis_id,
    rules.threshold_hours,
    rules.threshold_hours * 60 as threshold_minutes,
    rules.operator,
    rules.months_limit,
    rules.is_reference,
    rules.warns_early,
    rules.valid_from,
    rules.valid_to
from catalog.overtime_rules as rules
inner join catalog.overtime_rule_scopes as rule_scopes on rule_scopes.rule_set = rules.rule_set
inner join intermediate.int_populations as scopes on scopes.population_id = rule_scopes.scope_id
