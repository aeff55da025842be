-- Notes that the rows of a batch have left the raw table.
insert into intake.compacted_batches values ($batch_id, $compacted_at::timestamp)
