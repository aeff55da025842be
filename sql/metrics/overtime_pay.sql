-- 時間外勤務手当の支給額（百万円）と基準の年度からの増減。1行＝年度・会計区分（合計を含む）
-- Overtime pay by account group and in total, in million yen, with the change against a base year and its running sum. The base year is what the city states (city/parameters.csv: overtime_pay_base_fiscal_year), else the first that was sent. One row per fiscal year and account group; a total is settled when each of its parts is, and there is none for a year without one of the first year's account groups. Every figure is rounded half up from yen by itself (注1 of the yearly report: parts may not add up to totals); the running sum adds the rounded changes, as the report does, as far as no year is missing.
with paid as (
    select fiscal_year, account_group, basis, paid_yen from intermediate.int_overtime_pay
    union all
    select
        parts.fiscal_year,
        'total' as account_group,
        case when count(*) filter (where parts.basis <> 'settled') = 0 then 'settled' else 'payroll' end as basis,
        cast(sum(parts.paid_yen) as bigint) as paid_yen
    from intermediate.int_overtime_pay as parts
    group by parts.fiscal_year
    having count(*) = (
        select count(distinct account_group) from intermediate.int_overtime_pay
    )
),

base_year as (
    select coalesce(
        max(cast(parameters.value as integer)), (select min(fiscal_year) from intermediate.int_overtime_pay)
    ) as fiscal_year
    from catalog.parameters
    where parameters.parameter = 'overtime_pay_base_fiscal_year'
),

rounded as (
    select
        paid.fiscal_year,
        paid.account_group,
        paid.basis,
        half_up(paid.paid_yen / 1000000e0, 0) as paid_million_yen,
        half_up((paid.paid_yen - in_base_year.paid_yen) / 1000000e0, 0) as change_million_yen,
        paid.fiscal_year - in_base_year.fiscal_year as years_since_base,
        base_year.fiscal_year as base_fiscal_year
    from paid
    cross join base_year
    left join paid as in_base_year
        on in_base_year.fiscal_year = base_year.fiscal_year and in_base_year.account_group = paid.account_group
)

select
    fiscal_year,
    account_group,
    basis,
    paid_million_yen,
    change_million_yen,
    case
        when count(case when years_since_base >= 0 then 1 end) over in_order = years_since_base + 1
            then sum(case when years_since_base >= 0 then change_million_yen end) over in_order
    end as cumulative_change_million_yen,
    base_fiscal_year
from rounded
window in_order as (partition by account_group order by fiscal_year)
