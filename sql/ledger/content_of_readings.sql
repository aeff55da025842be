-- A number for each note of how the file of a batch was read, by table.
select batch_id, 'intake.readings' as relation, hash(read_as, reading) as content from intake.readings
union all
select batch_id, 'intake.questions', hash(question, answers) from intake.questions
