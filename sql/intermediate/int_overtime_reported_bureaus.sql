-- 年度の時間外勤務を報告する局区（そのときの組織）。1行＝職員・時間の数え方・年度
-- The bureau that reports a person's overtime of a year, as the roster had it then: that of the last month with overtime as a non-manager. One row per person, basis and fiscal year.
select
    months.staff_key,
    months.basis_id,
    months.fiscal_year,
    latest_by(staff.bureau_code, months.month_index) as bureau_code
from intermediate.int_overtime_person_months as months
inner join intermediate.int_overtime_staff as staff
    on staff.staff_key = months.staff_key and staff.month = months.month
where not months.is_manager
group by months.staff_key, months.basis_id, months.fiscal_year
