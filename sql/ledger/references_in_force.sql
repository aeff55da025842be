-- Lists that other files refer to, with the batches and periods that are in force.
select source, string_agg(batch_id || ' ' || period, ',' order by period, batch_id) as batches
from intake.current_periods
where source in ('bureaus', 'staff')
group by source
