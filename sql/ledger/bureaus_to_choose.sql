-- Bureaus that were there for some of the days from $first_day to $last_day, by the list in force.
with bureaus as (
  select rows.*
  from raw.bureaus as rows
  inner join intake.current_periods as current
    on current.source = 'bureaus' and current.batch_id = rows.batch_id and current.period = rows.period
  -- A bureau that two files in force have is as the newest says.
  qualify row_number() over (partition by rows.bureau_code order by rows.batch_id desc) = 1
)

select bureau_code, bureau_name
from bureaus
where valid_from <= $last_day::date and coalesce(valid_to >= $first_day::date, true)
order by display_order, bureau_code
