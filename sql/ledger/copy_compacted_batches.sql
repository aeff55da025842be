-- Which batches gave up their rows, from the ledger attached as `before`.
insert into intake.compacted_batches by name select * from before.intake.compacted_batches
