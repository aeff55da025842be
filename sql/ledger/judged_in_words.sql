-- Batches in force and those that wait, with the words of the city with which each was judged ("" for none) and with who
-- accepted what was held.
select batches.batch_id as "batchId", batches.source, batches.file_name as "fileName",
  coalesce(words.words, '') as words, batches.state = 'held' as "isWaiting",
  case when batches.decision = 'accept' then {name: batches.decided_by, reason: batches.decision_reason} end as accepted
from intake.batch_states as batches
left join intake.words as words on words.batch_id = batches.batch_id
where batches.state = 'held' or batches.batch_id in (select batch_id from intake.current_periods)
order by batches.batch_id
