-- 在職期間（月の抜けがないひと続き）。1行＝職員・在職期間
-- Spells of service without a month between them, as numbers of months. One row per person and spell; last_month_index is null while it lasts.
with hirings as (
    select staff_key, hired_on, max(left_on) as left_on
    from staging.stg_staff
    group by staff_key, hired_on
),

compared_with_the_hiring_before as (
    select
        hirings.*,
        case
            when lag(hired_on) over in_order is null then 1
            when month_index_of(lag(left_on) over in_order) < month_index_of(hired_on) - 1 then 1
            else 0
        end as begins_spell
    from hirings
    window in_order as (partition by staff_key order by hired_on)
),

numbered as (
    select
        compared_with_the_hiring_before.*,
        sum(begins_spell) over (
            partition by staff_key order by hired_on rows between unbounded preceding and current row
        ) as spell_number,
        row_number() over (partition by staff_key order by hired_on desc) as order_from_last
    from compared_with_the_hiring_before
)

select
    staff_key,
    spell_number,
    month_index_of(min(hired_on)) as first_month_index,
    case when count(*) filter (where order_from_last = 1 and left_on is null) = 0 then month_index_of(max(left_on)) end
        as last_month_index
from numbered
group by staff_key, spell_number
