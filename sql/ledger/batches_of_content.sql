-- Batches that hold these very bytes, the latest first, with the words with which each was read.
select batches.batch_id, batches.state, coalesce(readings.read_as, []) as read_as,
  batches.row_count = batches.ignored_count as is_none
from intake.batch_states as batches
left join intake.readings as readings on readings.batch_id = batches.batch_id
where batches.sha256 = $sha256
order by batches.batch_id desc
