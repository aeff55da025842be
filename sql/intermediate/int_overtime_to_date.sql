-- 年次報告の数え方による、4月からの時間外勤務。1行＝職員・時間の数え方・取込み済みの四半期
-- Overtime, as the yearly report counts it, of a person from April to the end of each quarter; quarter 4 is the year. Months as a manager are left out. One row per person, basis and loaded quarter. Bureau and occupation are those of the last month with overtime.
select
    months.staff_key,
    months.basis_id,
    quarters.fiscal_year,
    quarters.quarter,
    quarters.period_start,
    quarters.period_end,
    latest_by(months.profile_id, months.month_index) as profile_id,
    cast(sum(months.counted_minutes) as bigint) as counted_minutes,
    cast(sum(months.disaster_election_minutes) as bigint) as disaster_election_minutes
from intermediate.int_overtime_person_months as months
inner join intermediate.int_loaded_quarters as quarters
    on quarters.source = 'overtime'
    and quarters.fiscal_year = months.fiscal_year
    and months.month <= quarters.period_end
where not months.is_manager
    and months.basis_id in (select basis_id from catalog.overtime_rules where rule_set = 'report')
group by
    months.staff_key,
    months.basis_id,
    quarters.fiscal_year,
    quarters.quarter,
    quarters.period_start,
    quarters.period_end
