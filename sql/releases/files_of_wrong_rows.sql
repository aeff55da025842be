-- Files in force for the sources and periods of the wrong rows, those with the most such rows first.
select batches.batch_id as "batchId", file_name as "fileName", source_title as "sourceTitle",
  count(*)::integer as "rowCount"
from wrong_rows
inner join raw.current_files as periods using (source, period)
inner join raw.current_batches as batches using (batch_id)
inner join catalog.sources as sources on sources.source = batches.source
group by all
order by "rowCount" desc, "batchId"
