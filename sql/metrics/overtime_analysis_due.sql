-- 要因の整理・分析が必要な職員数と期限。1行＝上限の種類・対象範囲・終わった年度・局区
-- People over any limit of a rule set that calls for an analysis, and the day it is due. One row per rule set, scope, complete fiscal year and bureau, zeros included.
with rule_sets as (
    select
        rules.rule_set,
        rules.scope_id,
        rules.includes_managers,
        rule_sets.analysis_due_months,
        min(rules.valid_from) as valid_from
    from intermediate.int_overtime_rule_scopes as rules
    inner join catalog.overtime_rule_sets as rule_sets on rule_sets.rule_set = rules.rule_set
    where rule_sets.analysis_due_months is not null
    group by rules.rule_set, rules.scope_id, rules.includes_managers, rule_sets.analysis_due_months
),

people_over as (
    select distinct rules.rule_set, rules.scope_id, over_years.fiscal_year, over_years.staff_key, scope_profiles.bureau_code
    from intermediate.int_overtime_over_years as over_years
    inner join intermediate.int_overtime_rule_scopes as rules
        on rules.rule_id = over_years.rule_id
        and rules.includes_managers = over_years.includes_managers
        and not rules.is_reference
    inner join intermediate.int_population_profiles as scope_profiles
        on scope_profiles.population_id = rules.scope_id and scope_profiles.profile_id = over_years.profile_id
),

counted as (
    select rule_set, scope_id, fiscal_year, bureau_code, count(*) as staff_count
    from people_over
    group by rule_set, scope_id, fiscal_year, bureau_code
),

cells as (
    select
        rule_sets.rule_set,
        rule_sets.scope_id,
        years.fiscal_year,
        month_end_after(years.period_end, rule_sets.analysis_due_months) as due_on,
        bureaus.bureau_code
    from rule_sets
    inner join (select distinct population_id as scope_id, bureau_code from intermediate.int_population_profiles) as bureaus
        on bureaus.scope_id = rule_sets.scope_id
    inner join intermediate.int_loaded_quarters as years
        on years.source = 'overtime' and years.quarter = 4 and years.period_start >= rule_sets.valid_from
)

select
    cells.rule_set,
    cells.scope_id,
    cells.fiscal_year,
    cells.due_on,
    cells.bureau_code,
    cast(coalesce(counted.staff_count, 0) as integer) as staff_count
from cells
left join counted
    on counted.rule_set = cells.rule_set
    and counted.scope_id = cells.scope_id
    and counted.fiscal_year = cells.fiscal_year
    and counted.bureau_code = cells.bureau_code
