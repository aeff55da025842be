-- The source of a batch and the words of the city with which it was judged ("" for none). While a ledger is made anew its
-- batches come after their rows: the words are there before either.
select coalesce(batches.source, '') as source, coalesce(words.words, '') as words
from (select $batch_id::integer as batch_id) as wanted
left join intake.batches as batches on batches.batch_id = wanted.batch_id
left join intake.words as words on words.batch_id = wanted.batch_id
