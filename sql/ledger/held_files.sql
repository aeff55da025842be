-- Files that wait for a person, the day in Japan on which they came, and the periods their rows cover.
select batches.batch_id, batches.source, batches.file_name,
  strftime(batches.received_at + interval 9 hours, '%Y-%m-%d') as received_on,
  coalesce(list(distinct period::varchar) filter (period is not null), []) as periods
from intake.waiting_batches as batches
left join intake.batch_periods as periods using (batch_id)
group by batches.batch_id, batches.source, batches.file_name, batches.received_at
order by batches.batch_id
