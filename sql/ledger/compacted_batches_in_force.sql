-- Batches that are in force although their rows have left the raw table, with the words with which each was read.
select batches.batch_id, batches.source, batches.file_name, batches.sha256, batches.accepted_count,
  coalesce(readings.read_as, []) as read_as
from intake.batches as batches
left join intake.readings as readings on readings.batch_id = batches.batch_id
where batches.batch_id in (select batch_id from intake.compacted_batches)
  and batches.batch_id in (select batch_id from intake.current_periods)
order by batches.batch_id
