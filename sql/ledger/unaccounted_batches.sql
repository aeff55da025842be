-- Batches of which the raw tables do not have the rows that were accepted, and rows that belong to no batch.
-- $counts says as JSON how many rows of each batch the raw tables have.
with raw_rows as (
  select unnest(from_json($counts, '[{"batch_id": "integer", "row_count": "bigint"}]'), max_depth := 2)
)
select batch_id, coalesce(batches.file_name, '受付の記録がない行') as file_name
from intake.batches as batches
full join raw_rows using (batch_id)
where coalesce(batches.accepted_count, 0) <> coalesce(raw_rows.row_count, 0)
  and batch_id not in (select batch_id from intake.compacted_batches)
order by batch_id
