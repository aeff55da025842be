-- Whether a batch names bureaus or people that no list had, and a list was taken since.
select count(*) > 0 as is_listed_since
from intake.batches as held
inner join intake.hold_reasons as reasons on reasons.batch_id = held.batch_id and reasons.kind = 'unknown_references'
inner join intake.batch_states as lists
  on lists.source in ('bureaus', 'staff') and lists.state = 'accepted'
  and (lists.batch_id > held.batch_id or lists.decided_at > held.received_at)
where held.batch_id = $batch_id
