-- 各上限を超えた職員数（月、終わった年度）。1行＝上限・対象範囲・月か年度・局区
-- People over each limit in a month and in a complete fiscal year (month null: over at least once). One row per rule, scope, month or year, and bureau of the scope, zeros included.
with bureaus as (
    select distinct population_id as scope_id, bureau_code from intermediate.int_population_profiles
),

periods as (
    select fiscal_year, month, month as first_day from intermediate.int_overtime_months
    union all
    select fiscal_year, cast(null as date) as month, period_start as first_day
    from intermediate.int_loaded_quarters
    where source = 'overtime' and quarter = 4
),

cells as (
    select rules.rule_id, rules.scope_id, rules.includes_managers, periods.fiscal_year, periods.month, bureaus.bureau_code
    from intermediate.int_overtime_rule_scopes as rules
    inner join bureaus on bureaus.scope_id = rules.scope_id
    inner join periods
        on periods.first_day >= rules.valid_from
        and (rules.valid_to is null or periods.first_day <= rules.valid_to)
        and (periods.month is null or rules.window_kind in ('month', 'mean_2_6_months'))
),

people_over as (
    select rule_id, includes_managers, fiscal_year, month, profile_id
    from intermediate.int_overtime_over_months
    union all
    select rule_id, includes_managers, fiscal_year, cast(null as date) as month, profile_id
    from intermediate.int_overtime_over_years
),

counted as (
    select
        rules.rule_id,
        rules.scope_id,
        people_over.fiscal_year,
        people_over.month,
        scope_profiles.bureau_code,
        count(*) as staff_count
    from people_over
    inner join intermediate.int_overtime_rule_scopes as rules
        on rules.rule_id = people_over.rule_id and rules.includes_managers = people_over.includes_managers
    inner join intermediate.int_population_profiles as scope_profiles
        on scope_profiles.population_id = rules.scope_id and scope_profiles.profile_id = people_over.profile_id
    group by
        rules.rule_id,
        rules.scope_id,
        people_over.fiscal_year,
        people_over.month,
        scope_profiles.bureau_code
)

select
    cells.rule_id,
    cells.scope_id,
    cells.fiscal_year,
    cells.month,
    cells.bureau_code,
    cast(coalesce(counted.staff_count, 0) as integer) as staff_count
from cells
left join counted
    on counted.rule_id = cells.rule_id
    and counted.scope_id = cells.scope_id
    and counted.fiscal_year = cells.fiscal_year
    and counted.month is not distinct from cells.month
    and counted.bureau_code = cells.bureau_code
