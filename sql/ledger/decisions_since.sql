-- Decisions that were taken after so many, with the file that each is about.
select decisions.batch_id, batches.file_name, decisions.decision, decisions.reason
from intake.decisions as decisions
inner join intake.batches as batches on batches.batch_id = decisions.batch_id
where decisions.decision_number > $decision_number
order by decisions.decision_number
