-- How many periods of recorded batches are among these, and the first period of the source that is in force.
select count(*)::integer as earlier,
  (select cast(min(period) as varchar) from intake.current_periods where source = $source) as first_period
from intake.batch_periods
where source = $source
  and period in (select cast(unnest(from_json($periods, '["varchar"]')) as date))
