-- What the ledger noted of whose accounts handled a batch, or each where $batch_id is null, in one number.
select batch_id, 'intake.hands' as relation, count(*)::integer as row_count,
  sum(hash(act, decision_number, name, sudo_user))::varchar as content
from intake.hands
where $batch_id::integer is null or batch_id = $batch_id
group by batch_id
