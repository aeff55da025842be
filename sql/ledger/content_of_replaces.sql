-- What the ledger noted of the batches that a batch takes the place of, and of the bureaus that it lacks, or of each where
-- $batch_id is null, in one number for each table.
select batch_id, 'intake.replaces' as relation, count(*)::integer as row_count,
  sum(hash(period, replaced_id))::varchar as content
from intake.replaces
where $batch_id::integer is null or batch_id = $batch_id
group by batch_id
union all
select batch_id, 'intake.absent_units', count(*)::integer, sum(hash(period, unit, usual_count))::varchar
from intake.absent_units
where $batch_id::integer is null or batch_id = $batch_id
group by batch_id
