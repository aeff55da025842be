-- What the file of a batch asks, answered or not.
select question as text, answers
from intake.questions
where batch_id = $batch_id
