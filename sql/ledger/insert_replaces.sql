-- Notes which earlier batches a batch takes the place of, and for which periods.
insert into intake.replaces (batch_id, period, replaced_id)
select $batch_id, period, replaced_id
from (
  select unnest(from_json($replaced, '[{"period": "date", "replaced_id": "integer"}]'), max_depth := 2)
)
