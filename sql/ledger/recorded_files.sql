-- Every file that was recorded, once for each of its periods, or once without one: whether it is in force there, and
-- whether its rows have left the ledger.
select batches.sha256, batches.source, cast(covered.period as varchar) as period, batches.batch_id as "batchId",
  batches.file_name as "fileName", batches.accepted_count as "acceptedCount",
  current.batch_id is not null as "isInForce", compacted.batch_id is not null as "isCompacted"
from intake.batches as batches
left join intake.batch_periods as covered on covered.batch_id = batches.batch_id
left join intake.current_periods as current
  on current.source = covered.source and current.batch_id = covered.batch_id and current.period = covered.period
left join intake.compacted_batches as compacted on compacted.batch_id = batches.batch_id
order by covered.period, batches.batch_id
