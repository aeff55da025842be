-- Every batch with its source and file.
select batch_id, source, file_name
from intake.batches
order by batch_id
