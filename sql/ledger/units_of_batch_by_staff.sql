-- How many people of each bureau, by the last roster, a batch has in each of its periods; without a bureau those whom no roster
-- names.
select cast(rows.period as varchar) as period, staff.bureau_code as unit, count(distinct rows.staff_key)::integer as count
from query_table('raw.' || $source) as rows
left join known_staff_number as staff on staff.known = rows.staff_key
where rows.batch_id = $batch_id
group by rows.period, staff.bureau_code
