-- How many periods of recorded batches are among these.
select count(*)::integer as earlier
from intake.batch_periods
where source = $source
  and period in (select cast(unnest(from_json($periods, '["varchar"]')) as date))
