-- Of a ledger from before parts: each batch took the place of every earlier one in each of its periods.
insert into intake.replaces (batch_id, period, replaced_id)
select later.batch_id, later.period, earlier.batch_id
from intake.batch_periods as later
inner join intake.batch_periods as earlier
  on earlier.source = later.source and earlier.period = later.period and earlier.batch_id < later.batch_id
