-- Overtime of two to six months in a row, across fiscal years, where their mean can be over a rule: one of the months is at least at its threshold. One row per rule, treatment of managers, person, last month and number of months. Months in service without overtime are 0; months before service, before the rule or before the first file are no part of a window.
with numbers as (
    select 1 as month_count
    union all
    select 2 as month_count
    union all
    select 3 as month_count
    union all
    select 4 as month_count
    union all
    select 5 as month_count
    union all
    select 6 as month_count
),

heavy_months as (
    select rules.rule_id, rules.includes_managers, months.staff_key, months.month_index
    from intermediate.int_overtime_rule_populations as rules
    inner join intermediate.int_overtime_person_months as months
        on months.basis_id = rules.basis_id
        and months.counted_minutes >= rules.threshold_minutes
        and months.month >= rules.valid_from
        and (rules.includes_managers or not months.is_manager)
    where rules.window_kind = 'mean_2_6_months'
),

months_that_see_a_heavy_one as (
    select distinct
        heavy_months.rule_id,
        heavy_months.includes_managers,
        heavy_months.staff_key,
        heavy_months.month_index + numbers.month_count - 1 as month_index
    from heavy_months
    cross join numbers
),

first_loaded as (
    select min(month_index) as month_index from intermediate.int_overtime_months
),

window_ends as (
    select
        ends.rule_id,
        ends.includes_managers,
        ends.staff_key,
        rules.basis_id,
        ends.month_index,
        loaded_months.month,
        loaded_months.fiscal_year,
        greatest(service.first_month_index, month_index_of(rules.valid_from), first_loaded.month_index) as first_month_index
    from months_that_see_a_heavy_one as ends
    inner join intermediate.int_overtime_rule_populations as rules
        on rules.rule_id = ends.rule_id and rules.includes_managers = ends.includes_managers
    inner join intermediate.int_overtime_months as loaded_months
        on loaded_months.month_index = ends.month_index
        and (rules.valid_to is null or loaded_months.month <= rules.valid_to)
    inner join intermediate.int_overtime_service as service
        on service.staff_key = ends.staff_key
        and service.first_month_index <= ends.month_index
        and (service.last_month_index is null or service.last_month_index >= ends.month_index)
    cross join first_loaded
),

overtime_before_an_end as (
    select
        window_ends.*,
        numbers.month_count as reached_by,
        months.month_index as worked_month_index,
        months.profile_id,
        months.is_manager,
        months.counted_minutes
    from window_ends
    cross join numbers
    inner join intermediate.int_overtime_person_months as months
        on months.staff_key = window_ends.staff_key
        and months.basis_id = window_ends.basis_id
        and months.month_index = window_ends.month_index - numbers.month_count + 1
)

select
    overtime.rule_id,
    overtime.includes_managers,
    overtime.staff_key,
    overtime.month,
    overtime.fiscal_year,
    numbers.month_count,
    latest_by(overtime.profile_id, overtime.worked_month_index) as profile_id,
    sum(overtime.counted_minutes) filter (where overtime.includes_managers or not overtime.is_manager) as counted_minutes
from overtime_before_an_end as overtime
inner join numbers
    on numbers.month_count >= 2
    and numbers.month_count >= overtime.reached_by
    and numbers.month_count <= overtime.month_index - overtime.first_month_index + 1
group by
    overtime.rule_id,
    overtime.includes_managers,
    overtime.staff_key,
    overtime.month,
    overtime.fiscal_year,
    numbers.month_count
having overtime.includes_managers or not latest_by(overtime.is_manager, overtime.worked_month_index)
