-- Batches that gave up their rows, with their sources.
select batches.batch_id, batches.source
from intake.compacted_batches as compacted
inner join intake.batches as batches on batches.batch_id = compacted.batch_id
order by batches.batch_id
