-- 対象の職員（時間外勤務の対象範囲を含む）。1行＝対象の職員の範囲
-- Populations by name: those of populations.yaml, and the scopes of overtime that files of a city have in a table of their own. One row per population.
select population_id, population_name, includes_managers, counted, note
from catalog.populations
union all
select scope_id as population_id, scope_name as population_name, includes_managers, 'person_months' as counted, scope_note as note
from catalog.overtime_scopes
where scope_id not in (select population_id from catalog.populations)
