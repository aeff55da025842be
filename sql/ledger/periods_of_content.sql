-- Periods that files of these very bytes cover, unless they were taken out.
select distinct cast(periods.period as varchar) as period
from intake.batch_periods as periods
inner join intake.batch_states as batches on batches.batch_id = periods.batch_id
where batches.sha256 = $sha256 and batches.state <> 'rejected'
order by period
