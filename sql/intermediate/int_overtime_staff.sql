-- 時間外勤務のあった月の、職員の所属・職種。1行＝職員・月
-- Who the people with overtime were in that month. One row per person and month; someone hired between two rosters is looked up in the next one, under the hiring that the month lies in.
with people as (
    select distinct staff_key, month from staging.stg_overtime
),

on_roster as (
    select people.staff_key, people.month, stg_staff.as_of_date as roster_date, stg_staff.hired_on
    from people
    inner join intermediate.int_roster_months on int_roster_months.month = people.month
    inner join staging.stg_staff
        on stg_staff.staff_key = people.staff_key
        and stg_staff.as_of_date = int_roster_months.roster_date
        and stg_staff.is_in_service
),

on_later_roster as (
    select people.staff_key, people.month, min(stg_staff.as_of_date) as roster_date
    from people
    left join on_roster on on_roster.staff_key = people.staff_key and on_roster.month = people.month
    inner join staging.stg_staff
        on stg_staff.staff_key = people.staff_key and stg_staff.as_of_date > people.month
    where on_roster.staff_key is null
    group by people.staff_key, people.month
),

hired_between as (
    select
        later.staff_key,
        later.month,
        later.roster_date,
        coalesce(
            max(stg_staff.hired_on) filter (where stg_staff.hired_on <= month_end(later.month)), min(stg_staff.hired_on)
        ) as hired_on
    from on_later_roster as later
    inner join staging.stg_staff
        on stg_staff.staff_key = later.staff_key and stg_staff.as_of_date = later.roster_date
    group by later.staff_key, later.month, later.roster_date
),

found as (
    select * from on_roster
    union all
    select * from hired_between
)

select found.staff_key, found.month, profiles.profile_id, profiles.is_manager, profiles.bureau_code
from found
inner join intermediate.int_roster_profiles as profiles
    on profiles.staff_key = found.staff_key and profiles.as_of_date = found.roster_date
    and profiles.hired_on = found.hired_on
