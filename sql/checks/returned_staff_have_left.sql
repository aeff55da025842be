-- warning: 年度の途中に採用し直された職員に、前の退職年月日がありません（続けて在職したものとして数えています）
-- remedy: 送り主に確かめ、その職員の前の採用の行（採用年月日と退職年月日を入れたもの）を加えた職員名簿を受け箱に入れて npx kaikaku run を実行する。休まずに続けて在職しているなら、そのままでよい
-- Most are hired again on 1 April, the day after their last.
with hirings as (
    select staff_key, hired_on, any_value(left_on) as left_on, max(as_of_date) as as_of_date
    from staging.stg_staff
    group by staff_key, hired_on
),

in_order as (
    select
        hirings.*,
        row_number() over (partition by staff_key order by hired_on) as hiring_number,
        lag(left_on) over (partition by staff_key order by hired_on) as left_before
    from hirings
)

select 'staff' as source, as_of_date as period, staff_key, as_of_date, hired_on
from in_order
where hiring_number > 1 and left_before is null and hired_on <> fiscal_year_start(fiscal_year_of(hired_on))
