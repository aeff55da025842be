-- 時間外勤務手当の支給額（円）。1行＝年度・会計区分・算定基礎
-- Overtime pay in yen. One row per fiscal year, account group and basis.
select fiscal_year_of(fiscal_year) as fiscal_year, account_group, basis, paid_yen from raw.overtime_pay
