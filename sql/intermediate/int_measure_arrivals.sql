-- 採用ごとの職員の種別と在職の期間。1行＝職員・採用
-- Each hiring of a person, with the kind of staff on the first roster that has it and, where it ended, on the last. One row per person and hiring; nothing while no indicator counts them.
with hirings as (
    select
        roster.staff_key,
        roster.hired_on,
        min(roster.as_of_date) as first_roster,
        max(roster.as_of_date) as last_roster
    from intermediate.int_roster_profiles as roster
    where exists (select 1 from catalog.kpi_measures where people in ('hired', 'left') or measure_kind = 'cohort')
    group by roster.staff_key, roster.hired_on
),

endings as (
    select staff_key, hired_on, max(left_on) as left_on
    from staging.stg_staff
    group by staff_key, hired_on
)

select
    hirings.staff_key,
    hirings.hired_on,
    endings.left_on,
    first_profiles.profile_id as first_profile_id,
    last_profiles.profile_id as last_profile_id
from hirings
inner join endings on endings.staff_key = hirings.staff_key and endings.hired_on = hirings.hired_on
inner join intermediate.int_roster_profiles as first_profiles
    on first_profiles.staff_key = hirings.staff_key
    and first_profiles.hired_on = hirings.hired_on
    and first_profiles.as_of_date = hirings.first_roster
inner join intermediate.int_roster_profiles as last_profiles
    on last_profiles.staff_key = hirings.staff_key
    and last_profiles.hired_on = hirings.hired_on
    and last_profiles.as_of_date = hirings.last_roster
