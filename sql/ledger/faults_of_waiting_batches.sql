-- What is wrong in files that wait for a person, counted by file, column and reason, with the first three places.
select batch_id as "batchId", file_name as "fileName", heading, cell, reason, count(*)::integer as "rowCount",
  list(place order by abs(row_index))[:3] as places
from intake.quarantined_cells
inner join intake.waiting_batches using (batch_id)
group by all
order by batch_id, min(abs(row_index)), heading
