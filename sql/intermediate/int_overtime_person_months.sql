-- 職員の月ごとの時間外勤務（数え方別）。1行＝職員・月・時間の数え方
-- Overtime by way of counting, managers marked. One row per person, month and basis (city/overtime-hour-bases.csv).
select
    corrected.staff_key,
    corrected.month,
    month_index_of(corrected.month) as month_index,
    corrected.fiscal_year,
    bases.basis_id,
    staff.is_manager,
    staff.profile_id,
    cast(sum(corrected.worked_minutes) as integer) as counted_minutes,
    cast(coalesce(sum(corrected.worked_minutes) filter (where causes.is_disaster_or_election), 0) as integer)
        as disaster_election_minutes
from intermediate.int_overtime_corrected as corrected
inner join catalog.overtime_hour_bases as bases on bases.hour_kind = corrected.hour_kind
inner join catalog.overtime_causes as causes on causes.cause = corrected.cause
inner join intermediate.int_overtime_staff as staff
    on staff.staff_key = corrected.staff_key and staff.month = corrected.month
group by
    corrected.staff_key,
    corrected.month,
    month_index_of(corrected.month),
    corrected.fiscal_year,
    bases.basis_id,
    staff.is_manager,
    staff.profile_id
