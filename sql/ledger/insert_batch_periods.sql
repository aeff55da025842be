-- Notes the periods that the loaded rows of a batch cover.
insert into intake.batch_periods (batch_id, source, period)
select distinct batch_id, $source, period
from query_table('raw.' || $source)
where batch_id = $batch_id
