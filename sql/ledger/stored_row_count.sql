-- How many rows of a batch stand in the raw table of its source.
select count(*)::integer as stored
from query_table('raw.' || $source)
where batch_id = $batch_id
