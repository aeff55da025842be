-- 在職期間（1日の抜けもないひと続き）。1行＝職員・在職期間
-- Spells of service without a day between them. One row per person and spell; last_day is null while it lasts. Who was hired again without a day of leaving before never left.
with hirings as (
    select staff_key, hired_on, latest_by(left_on, as_of_date) as left_on
    from staging.stg_staff
    group by staff_key, hired_on
),

beside_others as (
    select
        hirings.*,
        lag(left_on) over in_order as left_before_on,
        lead(hired_on) over in_order as next_hired_on
    from hirings
    window in_order as (partition by staff_key order by hired_on)
),

numbered as (
    select
        beside_others.*,
        count(case when left_before_on + 1 < hired_on then 1 end) over (
            partition by staff_key order by hired_on rows between unbounded preceding and current row
        ) as spell_number
    from beside_others
)

select
    staff_key,
    min(hired_on) as first_day,
    case when count(*) filter (where next_hired_on is null and left_on is null) = 0 then max(left_on) end as last_day
from numbered
group by staff_key, spell_number
