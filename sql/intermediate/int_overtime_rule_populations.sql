-- 上限ごとに要る、管理職の月の扱い。1行＝上限・管理職の扱い
-- Limits with or without months as a manager, as their scopes ask for. One row per rule and treatment of managers.
select distinct
    rule_id,
    includes_managers,
    window_kind,
    basis_id,
    threshold_minutes,
    operator,
    months_limit,
    valid_from,
    valid_to
from intermediate.int_overtime_rule_scopes
