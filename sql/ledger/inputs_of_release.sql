-- The periods and files that a release had in force, in the place of today's; $batches is its list as JSON.
insert into raw.current_files (source, period, batch_id)
select source, unnest(periods) as period, "batchId" as batch_id
from (
  select unnest(from_json($batches, '[{"source": "varchar", "batchId": "integer", "periods": ["date"]}]'), max_depth := 2)
)
