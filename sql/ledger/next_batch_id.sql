-- The number of the next batch.
select coalesce(max(batch_id), 0) + 1 as next
from intake.batches
