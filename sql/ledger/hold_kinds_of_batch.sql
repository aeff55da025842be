-- Kinds of reasons for which a batch was held.
select distinct kind
from intake.hold_reasons
where batch_id = $batch_id
