-- Notes with which words of the city a batch was judged.
insert into intake.words (batch_id, words) values ($batch_id, $words)
