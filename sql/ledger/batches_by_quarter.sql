-- Batches with rows of a quarter, of a source that may come by month.
select distinct batch_id
from query_table('raw.' || $source)
where month is null
