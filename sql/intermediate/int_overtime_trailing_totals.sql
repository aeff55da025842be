-- 平均の上限を超えうる、2～6か月の時間外勤務の合計。1行＝上限・管理職の扱い・職員・最後の月・月数
-- Overtime of two to six months in a row, across fiscal years, where their mean can be over a rule: one of the months is at least at its threshold. One row per rule, treatment of managers, person, last month and number of months. Months in service without overtime are 0; months before service, before the rule or before the first file are no part of a window.
with numbers as (
    select month_count from (values (1), (2), (3), (4), (5), (6)) as counts (month_count)
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
        and (service.last_month_index is null or service.last_month_index >= ends.month_index)
    cross join first_loaded
),

-- Who they are in the last month, which may have no overtime: who has become a manager is no longer under the limit.
at_the_end as (
    select ends.staff_key, ends.month, profiles.profile_id, profiles.is_manager
    from (select distinct staff_key, month from window_ends) as ends
    inner join intermediate.int_roster_months as roster_months on roster_months.month = ends.month
    inner join intermediate.int_roster_profiles as profiles
        on profiles.staff_key = ends.staff_key
        and profiles.as_of_date = roster_months.roster_date
        and profiles.is_in_service
),

overtime_in_windows as (
    select
        window_ends.rule_id,
        window_ends.includes_managers,
        window_ends.staff_key,
        window_ends.month,
        window_ends.fiscal_year,
        window_ends.month_index,
        window_ends.first_month_index,
        numbers.month_count,
        months.month_index as worked_month_index,
        months.profile_id,
        months.is_manager,
        case when window_ends.includes_managers or not months.is_manager then months.counted_minutes else 0 end
            as counted_minutes
    from window_ends
    cross join numbers
    inner join intermediate.int_overtime_person_months as months
        on months.staff_key = window_ends.staff_key
        and months.basis_id = window_ends.basis_id
        and months.month_index = window_ends.month_index - numbers.month_count + 1
),

totals_by_end as (
    select
        rule_id,
        includes_managers,
        staff_key,
        month,
        fiscal_year,
        month_index - first_month_index + 1 as existing_months,
        latest_by(profile_id, worked_month_index) as profile_id,
        latest_by(is_manager, worked_month_index) as is_manager,
        cast(sum(counted_minutes) filter (where month_count <= 2) as bigint) as minutes_of_two,
        cast(sum(counted_minutes) filter (where month_count <= 3) as bigint) as minutes_of_three,
        cast(sum(counted_minutes) filter (where month_count <= 4) as bigint) as minutes_of_four,
        cast(sum(counted_minutes) filter (where month_count <= 5) as bigint) as minutes_of_five,
        cast(sum(counted_minutes) as bigint) as minutes_of_six
    from overtime_in_windows
    group by rule_id, includes_managers, staff_key, month, fiscal_year, month_index, first_month_index
)

select
    totals_by_end.rule_id,
    totals_by_end.includes_managers,
    totals_by_end.staff_key,
    totals_by_end.month,
    totals_by_end.fiscal_year,
    coalesce(at_the_end.profile_id, totals_by_end.profile_id) as profile_id,
    numbers.month_count,
    coalesce(
        case numbers.month_count
            when 2 then minutes_of_two
            when 3 then minutes_of_three
            when 4 then minutes_of_four
            when 5 then minutes_of_five
            else minutes_of_six
        end,
        0
    ) as counted_minutes
from totals_by_end
inner join numbers on numbers.month_count between 2 and totals_by_end.existing_months
left join at_the_end on at_the_end.staff_key = totals_by_end.staff_key and at_the_end.month = totals_by_end.month
where totals_by_end.includes_managers or not coalesce(at_the_end.is_manager, totals_by_end.is_manager)
