-- Files that wait for a person today and had come by the moment.
select source, batch_id, file_name, cast(received_at at time zone 'UTC' as date) as received_on, row_count,
  0 as accepted_count
from intake.waiting_batches
where received_at <= $moment::timestamp
order by batch_id
