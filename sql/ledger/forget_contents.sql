-- Forgets what is noted of the content of a batch, or of all where $batch_id is null, before it is counted anew. The rows
-- that left the ledger cannot be counted: what is noted of them stays, unless all are counted.
delete from intake.contents
where $batch_id::integer is null
  or (
    batch_id = $batch_id
    and not (starts_with(relation, 'raw.') and batch_id in (select batch_id from intake.compacted_batches))
  )
