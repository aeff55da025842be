-- Originals that left, the first one first, and whether the same content was loaded once more since.
select kind, name, sha256, byte_count::double as byte_count, batch_id, strftime(left_at, '%Y-%m-%dT%H:%M:%SZ') as left_at,
  cast(left_at at time zone 'UTC' as date) as left_on, account, ordered_by, reason, order_basis,
  exists (
    select 1
    from intake.batches as later
    where later.sha256 = departures.sha256
      and (later.batch_id > departures.batch_id or later.received_at > departures.left_at)
  ) as came_again
from intake.departures as departures
order by left_at, rowid
