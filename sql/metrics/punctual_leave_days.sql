-- 定時退庁日に定時で退庁した職員の割合（％）。1行＝定時退庁日
-- Staff who left on time on the days set for it, in %. One row per day.
select
    fiscal_year,
    held_on,
    cast(sum(amount) filter (where item = 'punctual_leave_expected') as bigint) as expected_count,
    cast(sum(amount) filter (where item = 'punctual_leave_left') as bigint) as left_count,
    100e0 * sum(amount) filter (where item = 'punctual_leave_left')
        / nullif(sum(amount) filter (where item = 'punctual_leave_expected'), 0) as left_rate
from staging.stg_activity
where item in ('punctual_leave_expected', 'punctual_leave_left')
group by fiscal_year, held_on
