-- The same of a batch of which nothing is noted yet.
insert into intake.contents (batch_id, relation, row_count, content, counted_as)
select batch_id, relation, row_count, content::hugeint, $counted_as::ubigint
