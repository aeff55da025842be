-- The last bureau of each of these people, by the rosters in force.
select cast(known as varchar) as staff_key, bureau_code
from known_staff_number
where known in (
  select unnest(from_json($staff_keys, '["bigint"]'))
)
