-- All staff keys of the rosters in force, gathered once because every large file is held against them.
create or replace temp table known_staff_number as
select distinct rows.staff_key as known
from raw.staff as rows
inner join intake.current_periods as current
  on current.source = 'staff' and current.batch_id = rows.batch_id and current.period = rows.period
