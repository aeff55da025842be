-- 年度・会計区分ごとに一度だけ数える時間外勤務手当の支給額（決算があれば決算）。1行＝年度・会計区分
-- Overtime pay counted once: on the basis of the settled accounts where there is one, else of the payroll. One row per fiscal year and account group.
select fiscal_year, account_group, basis, paid_yen
from staging.stg_overtime_pay as paid
where basis = 'settled' or not exists (
    select 1
    from staging.stg_overtime_pay as settled
    where settled.fiscal_year = paid.fiscal_year
        and settled.account_group = paid.account_group
        and settled.basis = 'settled'
)
