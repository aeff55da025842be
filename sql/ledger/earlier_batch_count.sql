-- How many periods of recorded batches are among these; the first period of the source that is in force, and the last of all
-- sources. A list without periods, which lies in 1900, tells no time.
select
  (
    select count(*)::integer
    from intake.batch_periods
    where source = $source
      and period in (select cast(unnest(from_json($periods, '["varchar"]')) as date))
  ) as earlier,
  cast(min(period) filter (source = $source) as varchar) as first_period,
  cast(max(period) as varchar) as last_period
from intake.current_periods
where period > date '1900-01-01'
