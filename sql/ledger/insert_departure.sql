-- Notes that an original leaves: what it was, when, by whose account, on whose order (null by rule) and why.
insert into intake.departures (
  kind, name, sha256, byte_count, batch_id, left_at, account, ordered_by, reason, order_basis
)
values (
  $kind, $name, $sha256, $byte_count, $batch_id, $left_at::timestamp, $account, $ordered_by, $reason, $order_basis
)
