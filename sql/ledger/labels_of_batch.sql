-- How often each label stands in some columns of a batch, in one of its periods; of a blank cell it is null.
with labels as (
  select columns(lambda name: list_contains(from_json($columns, '["varchar"]'), name))::varchar
  from query_table('raw.' || $source)
  where batch_id = $batch_id and period = $period::date
)
select name_of_column as name, label, count(*)::integer as rows
from labels
unpivot include nulls (label for name_of_column in (columns(*)))
group by all
