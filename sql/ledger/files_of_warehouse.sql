-- The files of the periods in force, in a warehouse that has the ledger attached as `ledger`.
create table raw.current_batches as
select batches.*, in_force.last_period
from ledger.intake.batch_states as batches
inner join (
  select batch_id, max(period) as last_period
  from raw.current_files
  group by batch_id
) as in_force on in_force.batch_id = batches.batch_id
