-- Files that were taken and are not rejected, with the moment of their receipt (UTC).
select file_name, strftime(received_at, '%Y-%m-%dT%H:%M:%SZ') as received_at
from intake.batch_states
where state <> 'rejected'
