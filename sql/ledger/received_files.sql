-- Every file that was loaded, with the SHA-256 of its content, in the order of receipt.
select batch_id, file_name, sha256
from intake.batches
order by batch_id
