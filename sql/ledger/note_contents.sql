-- Notes the content of batches, as it was counted just now.
insert or replace into intake.contents (batch_id, relation, row_count, content, counted_as)
select batch_id, relation, row_count, content::hugeint, counted_as
from (
  select unnest(
    from_json(
      $contents,
      '[{"batch_id": "integer", "relation": "varchar", "row_count": "integer", "content": "varchar", "counted_as": "ubigint"}]'
    ),
    max_depth := 2
  )
)
