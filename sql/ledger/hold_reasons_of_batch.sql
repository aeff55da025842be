-- Why a batch was held, in the order in which it was told.
select kind, reason
from intake.hold_reasons
where batch_id = $batch_id
order by rowid
