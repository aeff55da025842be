-- Every file of a source that was recorded, once for each of its periods, or once without one, the latest first; of a rejected or
-- accepted one, who decided and why. `sent_by`: the account that loaded it, then those that had it read anew; null before it was noted.
select batches.batch_id, batches.file_name, batches.sha256, cast(covered.period as varchar) as period,
  strftime(batches.received_at, '%Y-%m-%dT%H:%M:%SZ') as received_at,
  batches.row_count, batches.quarantined_count, batches.state, current.batch_id is not null as is_in_force,
  waiting.batch_id is not null as is_waiting,
  loaded.names as sent_by, batches.decided_by, batches.decision_reason as reason
from intake.batch_states as batches
left join intake.batch_periods as covered on covered.batch_id = batches.batch_id
left join intake.current_periods as current
  on current.source = covered.source and current.batch_id = covered.batch_id and current.period = covered.period
left join intake.waiting_batches as waiting on waiting.batch_id = batches.batch_id
left join (
  select batch_id, string_agg(name, '、' order by rowid desc) as names
  from intake.hands
  where act = 'load'
  group by batch_id
) as loaded on loaded.batch_id = batches.batch_id
where batches.source = $source
order by period desc nulls first, batches.batch_id desc
