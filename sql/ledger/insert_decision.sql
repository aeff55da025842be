-- Notes what a person decided about a batch, under the next number.
insert into intake.decisions
select coalesce(max(decision_number), 0) + 1, $batch_id, $decision, $decided_at::timestamp, $decided_by, $reason
from intake.decisions
