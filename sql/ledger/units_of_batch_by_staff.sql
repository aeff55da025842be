-- How many people of each bureau, by the last roster, a batch has in each of its periods; without a bureau those whom no roster
-- names.
with people as (
  select distinct period, staff_key
  from query_table('raw.' || $source)
  where batch_id = $batch_id
)
select cast(people.period as varchar) as period, staff.bureau_code as unit, count(*)::integer as count
from people
left join known_staff_number as staff on staff.known = people.staff_key
group by people.period, staff.bureau_code
