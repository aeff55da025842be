-- A batch as it is read again: its file, its state, and the words with which it was read.
select batches.batch_id as "batchId", batches.file_name as "fileName", batches.sha256, batches.state,
  coalesce(readings.read_as, []) as "readAs"
from intake.batch_states as batches
left join intake.readings as readings on readings.batch_id = batches.batch_id
where batches.batch_id = $batch_id
