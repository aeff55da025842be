-- Batches that hold these very bytes, the latest first.
select batch_id, state
from intake.batch_states
where sha256 = $sha256
order by batch_id desc
