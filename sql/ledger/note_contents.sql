-- Notes the content of batches as it is counted in the same statement, in place of what was noted: what to count from comes after.
insert or replace into intake.contents (batch_id, relation, row_count, content, counted_as)
select batch_id, relation, row_count, content::hugeint, $counted_as::ubigint
