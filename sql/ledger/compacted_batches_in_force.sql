-- Batches that are in force although their rows have left the raw table.
select batch_id, source, file_name, sha256, accepted_count
from intake.batches
where batch_id in (select batch_id from intake.compacted_batches)
  and batch_id in (select batch_id from intake.current_periods)
order by batch_id
