-- 時間外勤務手当の支給額（百万円）と平成28年度からの増減。1行＝年度・会計区分・算定基礎
-- Overtime pay by account group and in total, in million yen, with the change against FY2016 and its running sum. One row per fiscal year, account group and basis. Every figure is rounded half up from yen by itself (注1 of the yearly report: parts may not add up to totals); the running sum adds the rounded changes, as the report does.
with paid as (
    select fiscal_year, basis, coalesce(account_group, 'total') as account_group, sum(paid_yen) as paid_yen
    from staging.stg_overtime_pay
    group by grouping sets ((fiscal_year, basis), (fiscal_year, basis, account_group))
),

first_year as (
    select account_group, paid_yen from paid where fiscal_year = 2016
),

rounded as (
    select
        paid.fiscal_year,
        paid.account_group,
        paid.basis,
        half_up(paid.paid_yen / 1000000.0, 0) as paid_million_yen,
        half_up((paid.paid_yen - first_year.paid_yen) / 1000000.0, 0) as change_million_yen
    from paid
    left join first_year on first_year.account_group = paid.account_group
)

select
    fiscal_year,
    account_group,
    basis,
    paid_million_yen,
    change_million_yen,
    sum(change_million_yen) over (
        partition by account_group order by fiscal_year, basis
    ) as cumulative_change_million_yen
from rounded
