-- How many rows of each bureau, by whatever name, a batch has in each of its periods.
select cast(rows.period as varchar) as period, names.bureau_code as unit, count(*)::integer as count
from query_table('raw.' || $source) as rows
inner join (
  select bureau_code, bureau_name as name from bureaus_in_force
  union
  select bureau_code, each_name(other_names) as name from bureaus_in_force
) as names on names.name = rows.bureau_name
where rows.batch_id = $batch_id
group by rows.period, names.bureau_code
