-- How many rows of one person the raw table of a source has, by batch, and of which periods.
select rows.batch_id, batches.file_name, count(*)::integer as row_count,
  cast(min(rows.period) as varchar) as "from", cast(max(rows.period) as varchar) as "to",
  rows.batch_id in (select batch_id from intake.current_periods) as is_in_force
from query_table('raw.' || $source) as rows
inner join intake.batches as batches on batches.batch_id = rows.batch_id
where rows.staff_key = $staff_key::bigint
group by rows.batch_id, batches.file_name
order by rows.batch_id
