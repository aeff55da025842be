-- What people decided about batches, the latest first.
select decisions.batch_id, file_name, decision, strftime(decided_at, '%Y-%m-%dT%H:%M:%SZ') as decided_at,
  cast(decided_at at time zone 'UTC' as date) as decided_on, decided_by, reason
from intake.decisions as decisions
inner join intake.batches using (batch_id)
order by decision_number desc
