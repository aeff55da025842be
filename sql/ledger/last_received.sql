-- When the last file was loaded. No row while none is.
select strftime(received_at, '%Y-%m-%dT%H:%M:%SZ') as received_at
from intake.batches
order by batch_id desc
limit 1
