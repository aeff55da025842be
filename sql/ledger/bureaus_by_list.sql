-- Bureaus of the list in force with their other names; one that two files in force have is as the newest says.
select rows.bureau_code, rows.bureau_name, rows.other_names
from raw.bureaus as rows
inner join intake.current_periods as current
  on current.source = 'bureaus' and current.batch_id = rows.batch_id and current.period = rows.period
qualify row_number() over (partition by rows.bureau_code order by rows.batch_id desc) = 1
