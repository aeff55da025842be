-- Cells of a batch that could not be read when it came, from the ledger attached as `before`.
insert into intake.quarantined_cells by name select * from before.intake.quarantined_cells where batch_id = $batch_id
