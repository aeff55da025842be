-- Bureaus that have not sent for periods that are said to be in parts, by their names, the latest period first.
with names as (
  select rows.bureau_code, arg_max(rows.bureau_name, rows.batch_id) as bureau_name
  from raw.bureaus as rows
  inner join intake.current_periods as current
    on current.source = 'bureaus' and current.batch_id = rows.batch_id and current.period = rows.period
  group by rows.bureau_code
)
select missing.source, cast(missing.period as varchar) as period, missing.unit,
  coalesce(names.bureau_name, missing.unit) as name, missing.usual_count
from intake.missing_units as missing
left join names on names.bureau_code = missing.unit
order by missing.period desc, missing.source, missing.unit
