-- Why a batch was held when it came, from the ledger attached as `before`.
insert into intake.hold_reasons by name select * from before.intake.hold_reasons where batch_id = $batch_id
