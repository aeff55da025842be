-- Cells that could not be read, kept as they came, in which a text stands: how many of each batch.
select batch_id, count(*)::integer as count
from intake.quarantined_cells
where contains(cell, $text)
group by batch_id
order by batch_id
