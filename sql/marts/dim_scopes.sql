-- 数値の対象範囲。1行＝対象範囲
-- Populations that figures are counted over. One row per scope.
-- grain: scope_id
select population_id as scope_id, population_name as scope_name, note as scope_note
from intermediate.int_populations
where population_id in (select scope_id from catalog.overtime_rule_scopes)
    or population_id in (select scope_id from catalog.kpis)
