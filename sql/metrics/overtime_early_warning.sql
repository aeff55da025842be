-- 年間の上限を超えた職員数と、このままでは超える職員数。1行＝月・上限・対象範囲・局区
-- People over a yearly limit in the latest year, and others who will be by March: the minutes since April, over the share of their months in service that is past, each month with its weight in a year's overtime. Nobody gets further after leaving. One row per as-of month up to which every month is loaded, rule, scope and bureau, zeros included.
with latest_year as (
    select max(fiscal_year) as fiscal_year from intermediate.int_overtime_months
),

as_of_months as (
    select
        as_of.fiscal_year,
        as_of.month as as_of_month,
        as_of.month_index,
        as_of.month_index - month_index_of(fiscal_year_start(as_of.fiscal_year)) + 1 as months_elapsed
    from intermediate.int_overtime_months as as_of
    inner join latest_year on latest_year.fiscal_year = as_of.fiscal_year
    inner join intermediate.int_overtime_months as loaded
        on loaded.fiscal_year = as_of.fiscal_year and loaded.month_index <= as_of.month_index
    group by as_of.fiscal_year, as_of.month, as_of.month_index
    having count(*) = as_of.month_index - month_index_of(fiscal_year_start(as_of.fiscal_year)) + 1
),

rules as (
    select rule_scopes.*
    from intermediate.int_overtime_rule_scopes as rule_scopes
    inner join latest_year
        on fiscal_year_start(latest_year.fiscal_year) >= rule_scopes.valid_from
        and (rule_scopes.valid_to is null or fiscal_year_start(latest_year.fiscal_year) <= rule_scopes.valid_to)
    where rule_scopes.warns_early and rule_scopes.window_kind = 'year'
),

profiles_of_rules as (
    select rules.*, profiles.profile_id, profiles.bureau_code
    from rules
    inner join intermediate.int_population_profiles as profiles on profiles.population_id = rules.scope_id
),

since_april as (
    select
        as_of_months.as_of_month,
        as_of_months.month_index,
        ways_of_counting.basis_id,
        ways_of_counting.includes_managers,
        months.staff_key,
        latest_by(months.profile_id, months.month_index) as profile_id,
        cast(sum(months.counted_minutes) as bigint) as counted_minutes
    from as_of_months
    inner join intermediate.int_overtime_person_months as months
        on months.fiscal_year = as_of_months.fiscal_year and months.month_index <= as_of_months.month_index
    inner join (select distinct basis_id, includes_managers from rules) as ways_of_counting
        on ways_of_counting.basis_id = months.basis_id
        and (ways_of_counting.includes_managers or not months.is_manager)
    group by
        as_of_months.as_of_month,
        as_of_months.month_index,
        ways_of_counting.basis_id,
        ways_of_counting.includes_managers,
        months.staff_key
),

judged as (
    select
        since_april.as_of_month,
        rules.rule_id,
        rules.scope_id,
        rules.bureau_code,
        is_over(since_april.counted_minutes, rules.operator, rules.threshold_minutes) as is_over_now,
        is_over(
            since_april.counted_minutes * service.weight_of_year,
            rules.operator,
            rules.threshold_minutes * service.weight_to_date
        ) as is_over_by_march
    from since_april
    inner join intermediate.int_overtime_service_weights as service
        on service.staff_key = since_april.staff_key
        and service.basis_id = since_april.basis_id
        and service.includes_managers = since_april.includes_managers
        and service.month_index = since_april.month_index
    inner join profiles_of_rules as rules
        on rules.basis_id = since_april.basis_id
        and rules.includes_managers = since_april.includes_managers
        and rules.profile_id = since_april.profile_id
),

counted as (
    select
        as_of_month,
        rule_id,
        scope_id,
        bureau_code,
        count(*) filter (where is_over_now) as over_count,
        count(*) filter (where is_over_by_march and not is_over_now) as on_course_count
    from judged
    group by as_of_month, rule_id, scope_id, bureau_code
)

select
    as_of_months.fiscal_year,
    as_of_months.as_of_month,
    as_of_months.months_elapsed,
    rules.rule_id,
    rules.scope_id,
    rules.threshold_hours,
    bureaus.bureau_code,
    cast(coalesce(counted.over_count, 0) as integer) as over_count,
    cast(coalesce(counted.on_course_count, 0) as integer) as on_course_count
from as_of_months
cross join rules
inner join (select distinct population_id as scope_id, bureau_code from intermediate.int_population_profiles) as bureaus
    on bureaus.scope_id = rules.scope_id
left join counted
    on counted.as_of_month = as_of_months.as_of_month
    and counted.rule_id = rules.rule_id
    and counted.scope_id = rules.scope_id
    and counted.bureau_code = bureaus.bureau_code
