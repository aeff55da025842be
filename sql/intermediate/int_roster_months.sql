-- その月の所属を調べる職員名簿の基準日。1行＝時間外勤務のある月
-- The roster that tells who was where in a month. One row per month with overtime.
select months.month, coalesce(
    max(rosters.as_of_date) filter (where rosters.as_of_date <= months.month),
    min(rosters.as_of_date)
) as roster_date
from (select distinct month from staging.stg_overtime) as months
cross join intermediate.int_rosters as rosters
group by months.month
