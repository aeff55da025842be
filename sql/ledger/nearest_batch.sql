-- The file in force of a source whose period lies nearest to a period and whose rows are in the ledger.
select periods.batch_id as "batchId", batches.file_name as "fileName"
from intake.current_periods as periods
inner join intake.batches as batches on batches.batch_id = periods.batch_id
where periods.source = $source
  and batches.accepted_count > 0
  and periods.batch_id not in (select batch_id from intake.compacted_batches)
order by abs(date_diff('day', periods.period, $period::date)), periods.period desc, periods.batch_id desc
limit 1
