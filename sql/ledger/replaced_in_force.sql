-- Batches that a batch takes the place of and that are in force there, unless it is accepted already.
select cast(replaces.period as varchar) as period, replaces.replaced_id
from intake.replaces as replaces
inner join intake.batch_periods as covered
  on covered.batch_id = replaces.replaced_id and covered.period = replaces.period
inner join intake.current_periods as current
  on current.source = covered.source and current.period = covered.period and current.batch_id = covered.batch_id
where replaces.batch_id = $batch_id
order by replaces.period, replaces.replaced_id
