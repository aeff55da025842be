-- Every batch of the ledger attached as `before`, with the moment it came.
select batch_id, source, file_name, sha256, accepted_count, cast(received_at as varchar) as received_at
from before.intake.batches
order by batch_id
