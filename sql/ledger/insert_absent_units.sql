-- Notes the bureaus that a batch lacks in its periods.
insert into intake.absent_units (batch_id, period, unit, usual_count)
select $batch_id, period, unit, usual_count
from (
  select unnest(
    from_json($absent, '[{"period": "date", "unit": "varchar", "usual_count": "integer"}]'), max_depth := 2
  )
)
