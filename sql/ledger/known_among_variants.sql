-- Staff numbers of which some variant is on a roster.
with variants as (
  select unnest(from_json($variants, '[{"number": "varchar", "staff_key": "bigint"}]'), max_depth := 2)
)
select distinct number
from variants
semi join known_staff_number as knowns on knowns.known = variants.staff_key
