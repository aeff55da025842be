-- What was noted of a batch when it came, from the ledger attached as `before`.
insert into intake.batches by name select * from before.intake.batches where batch_id = $batch_id
