-- Periods for which a batch is in force.
select cast(period as varchar) as period
from intake.current_periods
where batch_id = $batch_id
order by period
