-- A batch as decisions see it.
select batch_id as "batchId", source, file_name as "fileName", accepted_count as "acceptedCount",
  quarantined_count as "quarantinedCount", state,
  row_count = ignored_count as "isNone"
from intake.batch_states
where batch_id = $batch_id
