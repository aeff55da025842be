-- How many different bureaus a batch names in a column that nobody knows.
select count(*)::integer as unknown
from (
  select distinct columns(lambda name: name = $column) as value
  from query_table('raw.' || $source)
  where batch_id = $batch_id
) as named
anti join query_table('known_' || $target) as knowns on knowns.known = named.value
where named.value is not null
