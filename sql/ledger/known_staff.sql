-- All staff keys of the rosters in force, each with its last bureau, gathered once because every large file is held against them.
create or replace temp table known_staff_number as
select rows.staff_key as known, arg_max(rows.bureau_code, row(rows.period, rows.hired_on)) as bureau_code
from raw.staff as rows
inner join intake.current_periods as current
  on current.source = 'staff' and current.batch_id = rows.batch_id and current.period = rows.period
group by rows.staff_key
