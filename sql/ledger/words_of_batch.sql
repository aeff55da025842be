-- The source of a batch and the words of the city with which it was judged ("" for none).
select batches.source, coalesce(words.words, '') as words
from intake.batches as batches
left join intake.words as words on words.batch_id = batches.batch_id
where batches.batch_id = $batch_id
