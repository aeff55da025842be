-- Files that wait for a person, with the periods their rows cover and the reasons for which they were held.
select batch_id, source, file_name, sha256, strftime(received_at, '%Y-%m-%dT%H:%M:%SZ') as received_at,
  cast(received_at at time zone 'UTC' as date) as received_on, row_count, accepted_count, quarantined_count,
  array(
    select cast(period as varchar)
    from intake.batch_periods as periods
    where periods.batch_id = waiting.batch_id
    order by period
  ) as periods,
  array(
    select {kind: kind, reason: reason}
    from intake.hold_reasons as holds
    where holds.batch_id = waiting.batch_id
  ) as reasons
from intake.waiting_batches as waiting
order by batch_id
