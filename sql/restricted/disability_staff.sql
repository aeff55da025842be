-- 障害者雇用の基準日に在職していた職員。1行＝基準日・職員
-- Staff in service on a day for which staff with disabilities were reported: those of the last roster until then and those hired since, as the next roster has them, without those who by any roster had left before the day. One row per day of record and person.
with days as (
    select reported.period as as_of_date, max(rosters.as_of_date) as roster_date
    from raw.current_periods as reported
    inner join (select distinct as_of_date from staging.stg_staff) as rosters on rosters.as_of_date <= reported.period
    where reported.source = 'disability'
    group by reported.period
),

hirings as (
    select staff_key, hired_on, latest_by(left_on, as_of_date) as left_on
    from staging.stg_staff
    group by staff_key, hired_on
),

in_service as (
    select
        days.as_of_date,
        stg_staff.staff_key,
        stg_staff.hired_on,
        stg_staff.appointing_authority,
        stg_staff.occupation,
        stg_staff.weekly_minutes,
        row_number() over (
            partition by days.as_of_date, stg_staff.staff_key order by stg_staff.hired_on desc, stg_staff.as_of_date
        ) as recency
    from days
    inner join staging.stg_staff
        on stg_staff.hired_on <= days.as_of_date
        and (stg_staff.as_of_date = days.roster_date or stg_staff.hired_on > days.roster_date)
    inner join hirings on hirings.staff_key = stg_staff.staff_key and hirings.hired_on = stg_staff.hired_on
    where hirings.left_on is null or hirings.left_on >= days.as_of_date
)

select as_of_date, staff_key, hired_on, appointing_authority, occupation, weekly_minutes
from in_service
where recency = 1
