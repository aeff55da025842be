-- What the ledger noted of how the file of a batch was read, or of each where $batch_id is null, in one number for each table.
select batch_id, 'intake.readings' as relation, 1 as row_count, hash(read_as, reading)::varchar as content
from intake.readings
where $batch_id::integer is null or batch_id = $batch_id
union all
select batch_id, 'intake.questions', count(*)::integer, sum(hash(question, answers))::varchar
from intake.questions
where $batch_id::integer is null or batch_id = $batch_id
group by batch_id
