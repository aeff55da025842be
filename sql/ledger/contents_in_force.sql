-- Checksums of the files that figures rest on, each with how many of its rows: a file that was read again may give more.
select distinct sha256, accepted_count
from intake.batches
inner join intake.current_periods using (batch_id)
order by sha256, accepted_count
