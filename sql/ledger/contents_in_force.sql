-- Checksums of the files that figures rest on.
select distinct sha256
from intake.batches
inner join intake.current_periods using (batch_id)
order by sha256
