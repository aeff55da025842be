-- 職員の月ごとの時間外勤務（数え方別）。1行＝職員・月・時間の数え方
-- Overtime by way of counting, managers marked. One row per person, month and basis (city/overtime-hour-bases.csv).
-- Counted before it is joined: of a hundred million rows both together take more memory than one after the other.
with counted as (
    select
        corrected.staff_key,
        corrected.month,
        corrected.fiscal_year,
        bases.basis_id,
        cast(sum(corrected.worked_minutes) as integer) as counted_minutes,
        cast(coalesce(sum(corrected.worked_minutes) filter (where causes.is_disaster_or_election), 0) as integer)
            as disaster_election_minutes
    from intermediate.int_overtime_corrected as corrected
    inner join catalog.overtime_hour_bases as bases on bases.hour_kind = corrected.hour_kind
    inner join catalog.overtime_causes as causes on causes.cause = corrected.cause
    group by corrected.staff_key, corrected.month, corrected.fiscal_year, bases.basis_id
)

select
    counted.staff_key,
    counted.month,
    month_index_of(counted.month) as month_index,
    counted.fiscal_year,
    counted.basis_id,
    staff.is_manager,
    staff.profile_id,
    counted.counted_minutes,
    counted.disaster_election_minutes
from counted
inner join intermediate.int_overtime_staff as staff
    on staff.staff_key = counted.staff_key and staff.month = counted.month
