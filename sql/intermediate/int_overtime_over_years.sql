-- 年度の上限を超えた職員（対象範囲で分ける前）。1行＝上限・管理職の扱い・職員・年度
-- People over a limit in a complete fiscal year, whatever their scope: by its total, by the number of months, or in one of its months. One row per rule, treatment of managers, person and year; the profile is that of the year's last month with overtime, and of who had none that of the last month over a mean.
with complete_years as (
    select fiscal_year, period_start, period_end
    from intermediate.int_loaded_quarters
    where source = 'overtime' and quarter = 4
),

over_in_the_total as (
    select rules.rule_id, rules.includes_managers, years.staff_key, years.fiscal_year, years.profile_id
    from intermediate.int_overtime_rule_populations as rules
    inner join intermediate.int_overtime_person_years as years
        on years.basis_id = rules.basis_id
        and years.includes_managers = rules.includes_managers
        and is_over(years.counted_minutes, rules.operator, rules.threshold_minutes)
    where rules.window_kind = 'year'
),

over_in_the_number_of_months as (
    select
        rules.rule_id,
        rules.includes_managers,
        months.staff_key,
        months.fiscal_year,
        cast(null as integer) as profile_id
    from intermediate.int_overtime_rule_populations as rules
    inner join intermediate.int_overtime_person_months as months
        on months.basis_id = rules.basis_id
        and is_over(months.counted_minutes, rules.operator, rules.threshold_minutes)
        and (rules.includes_managers or not months.is_manager)
    where rules.window_kind = 'months_over'
    group by rules.rule_id, rules.includes_managers, rules.operator, rules.months_limit, months.staff_key, months.fiscal_year
    having is_over(count(*), rules.operator, rules.months_limit)
),

over_in_a_month as (
    select rule_id, includes_managers, staff_key, fiscal_year, latest_by(profile_id, month) as profile_id
    from intermediate.int_overtime_over_months
    group by rule_id, includes_managers, staff_key, fiscal_year
),

over_somehow as (
    select * from over_in_the_total
    union all
    select * from over_in_the_number_of_months
    union all
    select * from over_in_a_month
)

select
    over_somehow.rule_id,
    over_somehow.includes_managers,
    over_somehow.staff_key,
    over_somehow.fiscal_year,
    coalesce(years.profile_id, over_somehow.profile_id) as profile_id
from over_somehow
inner join intermediate.int_overtime_rule_populations as rules
    on rules.rule_id = over_somehow.rule_id and rules.includes_managers = over_somehow.includes_managers
inner join complete_years
    on complete_years.fiscal_year = over_somehow.fiscal_year
    and complete_years.period_start >= rules.valid_from
    and (rules.valid_to is null or complete_years.period_start <= rules.valid_to)
left join intermediate.int_overtime_person_years as years
    on years.basis_id = rules.basis_id
    and years.includes_managers = rules.includes_managers
    and years.staff_key = over_somehow.staff_key
    and years.fiscal_year = over_somehow.fiscal_year
