-- 職員の月ごとの時間外勤務（数え方別）。1行＝職員・月・時間の数え方
-- Overtime by way of counting, managers marked. One row per person, month and basis (data/catalog/overtime-hour-bases.csv).
select
    stg_overtime.staff_key,
    stg_overtime.month,
    month_index_of(stg_overtime.month) as month_index,
    stg_overtime.fiscal_year,
    bases.basis_id,
    staff.is_manager,
    staff.profile_id,
    cast(sum(stg_overtime.worked_minutes) as integer) as counted_minutes,
    cast(coalesce(sum(stg_overtime.worked_minutes) filter (where causes.is_disaster_or_election), 0) as integer)
        as disaster_election_minutes
from staging.stg_overtime
inner join catalog.overtime_hour_bases as bases on bases.hour_kind = stg_overtime.hour_kind
inner join catalog.overtime_causes as causes on causes.cause = stg_overtime.cause
inner join intermediate.int_overtime_staff as staff
    on staff.staff_key = stg_overtime.staff_key and staff.month = stg_overtime.month
group by all
