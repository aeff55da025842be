-- The files in force of the last $count periods of a source before a day, no further back than another.
select cast(period as varchar) as period, batch_id
from intake.current_periods
where source = $source
  and period in (
    select distinct period
    from intake.current_periods
    where source = $source and period < $before::date and period >= $since::date
    order by period desc
    limit $count
  )
order by period, batch_id
