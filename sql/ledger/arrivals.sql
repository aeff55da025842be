-- The day in Japan on which the last of the files in force for each source and period came.
-- Stored moments are in UTC; Japan has no summer time.
select source, period::varchar as period, strftime(max(received_at) + interval 9 hours, '%Y-%m-%d') as received_on
from intake.current_periods
inner join intake.batches using (source, batch_id)
group by source, period
