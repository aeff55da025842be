-- 職員の年度ごとの時間外勤務。1行＝職員・時間の数え方・管理職の扱い・年度
-- Overtime of a person in a fiscal year, with or without months as a manager. One row per person, basis, treatment of managers and year, also one still running. The profile is that of the last month with overtime.
with ways_of_counting as (
    select distinct basis_id, includes_managers from intermediate.int_overtime_rule_populations
)

select
    months.staff_key,
    months.basis_id,
    ways_of_counting.includes_managers,
    months.fiscal_year,
    latest_by(months.profile_id, months.month_index) as profile_id,
    cast(sum(months.counted_minutes) as integer) as counted_minutes
from intermediate.int_overtime_person_months as months
inner join ways_of_counting
    on ways_of_counting.basis_id = months.basis_id
    and (ways_of_counting.includes_managers or not months.is_manager)
group by months.staff_key, months.basis_id, ways_of_counting.includes_managers, months.fiscal_year
