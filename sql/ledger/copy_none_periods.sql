-- Periods of which a batch without rows said that there is nothing, from the ledger attached as `before`.
insert into intake.batch_periods by name
select *
from before.intake.batch_periods
where batch_id = $batch_id
  and batch_id not in (select batch_id from intake.batch_periods)
  and batch_id in (select batch_id from before.intake.batches where accepted_count = 0)
