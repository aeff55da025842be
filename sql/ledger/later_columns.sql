-- Columns of a source that not every file had, each with the first batch that could have it.
select column_name, first_batch_id
from intake.raw_columns
where source = $source and first_batch_id > 1
