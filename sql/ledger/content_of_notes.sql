-- What the ledger noted of a batch beside its rows, or of each where $batch_id is null, in one number for each table.
select batch_id, 'intake.batches' as relation, 1 as row_count,
  hash(
    source, file_name, sha256, byte_count, encoding, received_at, row_count, accepted_count, quarantined_count, ignored_count,
    state, is_sample
  )::varchar as content
from intake.batches
where $batch_id::integer is null or batch_id = $batch_id
union all
select batch_id, 'intake.batch_periods', count(*)::integer, sum(hash(source, period))::varchar
from intake.batch_periods
where $batch_id::integer is null or batch_id = $batch_id
group by batch_id
union all
select batch_id, 'intake.quarantined_cells', count(*)::integer,
  sum(hash(row_index, place, heading, cell, reason))::varchar
from intake.quarantined_cells
where $batch_id::integer is null or batch_id = $batch_id
group by batch_id
union all
select batch_id, 'intake.hold_reasons', count(*)::integer, sum(hash(kind, reason))::varchar
from intake.hold_reasons
where $batch_id::integer is null or batch_id = $batch_id
group by batch_id
union all
select batch_id, 'intake.decisions', count(*)::integer,
  sum(hash(decision_number, decision, decided_at, decided_by, reason))::varchar
from intake.decisions
where $batch_id::integer is null or batch_id = $batch_id
group by batch_id
