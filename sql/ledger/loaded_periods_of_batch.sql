-- Periods that the loaded rows of a batch cover, before the batch is recorded.
select distinct cast(period as varchar) as period
from query_table('raw.' || $source)
where batch_id = $batch_id
order by period
