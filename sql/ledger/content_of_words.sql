-- What the ledger noted of the city's words with which a batch was judged, or of each where $batch_id is null.
select batch_id, 'intake.words' as relation, 1 as row_count, hash(words)::varchar as content
from intake.words
where $batch_id::integer is null or batch_id = $batch_id
