-- How many rows each batch of one source has in the raw table.
select batch_id, count(*)::integer as row_count
from query_table('raw.' || $source)
group by batch_id
