-- Batches that are neither in force nor wait for a decision, and were replaced or decided about before the moment.
select batches.batch_id, batches.source, batches.sha256
from intake.batch_states as batches
where batches.batch_id not in (select batch_id from intake.current_periods)
  and batches.batch_id not in (select batch_id from intake.waiting_batches)
  and batches.batch_id not in (select batch_id from intake.compacted_batches)
  and batches.accepted_count > 0
  and batches.received_at < $before::timestamp
  and coalesce(batches.decided_at < $before::timestamp, true)
  and not exists (
    select 1
    from intake.batch_periods as mine
    inner join intake.current_periods as current on current.source = mine.source and current.period = mine.period
    inner join intake.batch_states as later on later.batch_id = current.batch_id
    where mine.batch_id = batches.batch_id
      and greatest(later.received_at, later.decided_at) >= $before::timestamp
  )
order by batches.batch_id
