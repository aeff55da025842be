-- Every batch of the ledger attached as `before`, with the moment it came and the words with which it was read.
select batches.batch_id, batches.source, batches.file_name, batches.sha256, batches.accepted_count,
  cast(batches.received_at as varchar) as received_at, coalesce(readings.read_as, []) as read_as
from before.intake.batches as batches
left join before.intake.readings as readings on readings.batch_id = batches.batch_id
order by batches.batch_id
