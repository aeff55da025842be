-- 年次報告の時間数を四半期末までに超えた職員数。1行＝対象範囲・上限・四半期・今の組織の局区
-- People over each yearly threshold of the yearly report by the end of each loaded quarter. One row per scope, rule, quarter and bureau of today's organisation, zeros included.
with over_threshold as (
    select
        in_scope.scope_id,
        rules.rule_id,
        in_scope.fiscal_year,
        in_scope.quarter,
        in_scope.bureau_code,
        count(*) as staff_count
    from intermediate.int_overtime_in_scope as in_scope
    inner join intermediate.int_overtime_rule_scopes as rules
        on rules.scope_id = in_scope.scope_id
        and rules.basis_id = in_scope.basis_id
        and in_scope.period_start >= rules.valid_from
        and (rules.valid_to is null or in_scope.period_start <= rules.valid_to)
        and is_over(in_scope.counted_minutes, rules.operator, rules.threshold_minutes)
    group by in_scope.scope_id, rules.rule_id, in_scope.fiscal_year, in_scope.quarter, in_scope.bureau_code
),

cells as (
    select
        rules.scope_id,
        rules.rule_id,
        rules.threshold_hours,
        quarters.fiscal_year,
        quarters.quarter,
        quarters.period_start,
        quarters.period_end,
        bureaus.today_code as bureau_code
    from intermediate.int_overtime_rule_scopes as rules
    cross join (
        select distinct today_code
        from intermediate.int_bureaus_today
        where today_code not in (select unit_code from intermediate.int_empty_units)
    ) as bureaus
    inner join intermediate.int_loaded_quarters as quarters on quarters.source = 'overtime'
    where rules.rule_set = 'report'
)

select cells.*, cast(coalesce(over_threshold.staff_count, 0) as integer) as staff_count
from cells
left join over_threshold
    on over_threshold.scope_id = cells.scope_id
    and over_threshold.rule_id = cells.rule_id
    and over_threshold.fiscal_year = cells.fiscal_year
    and over_threshold.quarter = cells.quarter
    and over_threshold.bureau_code = cells.bureau_code
