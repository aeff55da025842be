-- 在職期間（月の抜けがないひと続き）。1行＝職員・在職期間
-- Spells of service without a month between them, as numbers of months: days between two spells leave no month out when the next begins in the month after at the latest. One row per person and spell; last_month_index is null while it lasts.
with in_months as (
    select
        staff_key,
        first_day,
        month_index_of(first_day) as first_month_index,
        month_index_of(last_day) as last_month_index,
        month_index_of(lag(last_day) over (partition by staff_key order by first_day)) as left_month_index
    from intermediate.int_service_spells
),

numbered as (
    select
        in_months.*,
        count(case when left_month_index < first_month_index - 1 then 1 end) over (
            partition by staff_key order by first_day rows between unbounded preceding and current row
        ) as spell_number
    from in_months
)

select
    staff_key,
    min(first_month_index) as first_month_index,
    case when count(*) = count(last_month_index) then max(last_month_index) end as last_month_index
from numbered
group by staff_key, spell_number
