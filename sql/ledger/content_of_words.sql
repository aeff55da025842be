-- A number for the city's words with which a batch was judged.
select batch_id, 'intake.words' as relation, hash(words) as content from intake.words
