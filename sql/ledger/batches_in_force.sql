-- Files that the figures of a warehouse rest on, with their periods and with who accepted the held ones and in which
-- words of the city each was judged.
select batches.batch_id as "batchId", batches.source, sources.source_title as "sourceTitle",
  sources.period_months as "periodMonths", batches.file_name as "fileName", batches.sha256,
  cast(batches.received_at at time zone 'UTC' as date) as "receivedOn", batches.row_count as "rowCount",
  batches.accepted_count as "acceptedCount",
  case when batches.decision = 'accept' then {
    acceptedBy: batches.decided_by, reason: batches.decision_reason,
    acceptedOn: cast(batches.decided_at at time zone 'UTC' as date)
  } end as acceptance,
  list(periods.period order by periods.period) as periods, coalesce(words.words, '') as words
from raw.current_batches as batches
inner join raw.current_files as periods on periods.batch_id = batches.batch_id
inner join catalog.sources as sources on sources.source = batches.source
left join ledger.intake.words as words on words.batch_id = batches.batch_id
group by all
order by batches.batch_id
