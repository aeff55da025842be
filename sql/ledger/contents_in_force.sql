-- Checksums of the files that figures rest on, each with how many of its rows and with the city's words in which it was judged
-- ("" for none): a file that was read again may give others.
select distinct sha256, accepted_count, coalesce(words.words, '') as words
from intake.batches
inner join intake.current_periods using (batch_id)
left join intake.words as words using (batch_id)
order by sha256, accepted_count, words
