-- 採用と退職のひとつひとつと、その時の職員の種別。1行＝職員・採用・採用または退職
-- Who came and who went: each hiring with the kind of staff on the first roster that has it and, where it ended, the leaving with that on the last. One row per person, hiring and movement.
with hirings as (
    select
        staff_key,
        hired_on,
        latest_by(left_on, as_of_date) as left_on,
        min(as_of_date) as first_roster,
        max(as_of_date) as last_roster
    from staging.stg_staff
    group by staff_key, hired_on
),

movements as (
    select 'hired' as people, staff_key, hired_on, left_on, hired_on as moved_on, first_roster as known_from from hirings
    union all
    select 'left' as people, staff_key, hired_on, left_on, left_on as moved_on, last_roster as known_from from hirings
)

select
    movements.people,
    movements.moved_on,
    movements.staff_key,
    movements.hired_on,
    movements.left_on,
    roster.profile_id,
    roster.is_manager
from movements
inner join intermediate.int_roster_profiles as roster
    on roster.staff_key = movements.staff_key
    and roster.hired_on = movements.hired_on
    and roster.as_of_date = movements.known_from
