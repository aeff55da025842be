-- Cells of a batch that could not be read, from the top of the file to its end.
select place, heading, cell, reason
from intake.quarantined_cells
where batch_id = $batch_id
order by abs(row_index), rowid
