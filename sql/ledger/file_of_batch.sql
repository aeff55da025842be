-- The file that a batch came from.
select file_name, sha256, source
from intake.batches
where batch_id = $batch_id
