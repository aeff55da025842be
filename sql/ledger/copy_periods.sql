-- The periods that a batch covers as they were noted, from the ledger attached as `before`.
insert into intake.batch_periods by name select * from before.intake.batch_periods where batch_id = $batch_id
