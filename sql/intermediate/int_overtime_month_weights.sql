-- 年間の時間外勤務に占める各月の重み（直近3年度まで）。1行＝最新年度の月・時間の数え方・管理職の扱い
-- How much of a year's overtime falls into a month: minutes of all people in that month of up to three complete years before the latest; the same for all months while there is none, or not of every month. One row per month of the latest year, basis and treatment of managers.
with latest_year as (
    select max(fiscal_year) as fiscal_year from intermediate.int_overtime_months
),

months_of_year as (
    select distinct month_start(opening_days.day) as month
    from catalog.opening_days
    inner join latest_year on fiscal_year_of(opening_days.day) = latest_year.fiscal_year
),

ways_of_counting as (
    select distinct basis_id, includes_managers from intermediate.int_overtime_rule_populations
),

years_before as (
    select complete.fiscal_year
    from intermediate.int_loaded_quarters as complete
    inner join latest_year on complete.fiscal_year between latest_year.fiscal_year - 3 and latest_year.fiscal_year - 1
    where complete.source = 'overtime' and complete.quarter = 4
),

history as (
    select
        ways_of_counting.basis_id,
        ways_of_counting.includes_managers,
        extract(month from months.month) as month_of_year,
        sum(months.counted_minutes) as minutes
    from intermediate.int_overtime_person_months as months
    inner join years_before on years_before.fiscal_year = months.fiscal_year
    inner join ways_of_counting
        on ways_of_counting.basis_id = months.basis_id
        and (ways_of_counting.includes_managers or not months.is_manager)
    group by ways_of_counting.basis_id, ways_of_counting.includes_managers, extract(month from months.month)
)

select
    ways_of_counting.basis_id,
    ways_of_counting.includes_managers,
    months_of_year.month,
    month_index_of(months_of_year.month) as month_index,
    cast(
        case
            when count(history.minutes) over (
                partition by ways_of_counting.basis_id, ways_of_counting.includes_managers
            ) = 12
                then history.minutes
            else 1
        end as bigint
    ) as month_weight
from months_of_year
cross join ways_of_counting
left join history
    on history.basis_id = ways_of_counting.basis_id
    and history.includes_managers = ways_of_counting.includes_managers
    and history.month_of_year = extract(month from months_of_year.month)
