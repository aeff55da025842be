-- What was loaded, content by content: the last batch of it, the last day that it tells of or came on, and what rests on it.
with batch_days as (
  select batches.*, cast(received_at at time zone 'UTC' as date) as received_on,
    (select max(period) from intake.batch_periods as periods where periods.batch_id = batches.batch_id) as last_period
  from intake.batches as batches
)
select sha256, max(batch_id) as batch_id, list(batch_id order by batch_id) as batch_ids,
  arg_max(file_name, batch_id) as file_name, max(byte_count)::double as byte_count,
  greatest(max(received_on), max(last_period)) as last_day,
  bool_or(batch_id in (select batch_id from intake.current_periods)) as is_in_force,
  bool_or(batch_id in (select batch_id from intake.waiting_batches)) as is_waiting,
  bool_or(batch_id in (select batch_id from intake.compacted_batches)) as is_compacted
from batch_days
group by sha256
order by max(batch_id)
