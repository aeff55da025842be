-- Files that came after a batch, the earliest first.
select batch_id, file_name, sha256, state
from intake.batch_states
where batch_id > $batch_id
order by batch_id
