-- Which file is in force for each source and period.
select source, cast(period as varchar) as period, batch_id, file_name, row_count
from intake.current_periods
inner join intake.batches using (batch_id, source)
order by period
