-- 数値の対象範囲。1行＝対象範囲
-- Populations that figures are counted over. One row per scope.
-- grain: scope_id
select scope_id, scope_name, scope_note from catalog.overtime_scopes
