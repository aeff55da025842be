-- 定時退庁日に定時で退庁した職員。1行＝定時退庁日
-- Staff who left on time on the days set for it. One row per day.
-- grain: held_on
select
    fiscal_year,
    held_on,
    cast(expected_count as integer) as expected_count,
    cast(left_count as integer) as left_count,
    left_rate
from metrics.punctual_leave_days
order by held_on
