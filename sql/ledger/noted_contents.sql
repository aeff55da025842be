-- What is noted of the content of each batch; rows that have left the ledger are noted, too, and cannot be counted.
select batch_id, relation, row_count, cast(content as varchar) as content, cast(counted_as as varchar) as counted_as
from intake.contents
where not (starts_with(relation, 'raw.') and batch_id in (select batch_id from intake.compacted_batches))
order by batch_id, relation
