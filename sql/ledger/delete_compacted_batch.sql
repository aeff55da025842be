-- Notes that the rows of a batch are back in the raw table.
delete from intake.compacted_batches
where batch_id = $batch_id
