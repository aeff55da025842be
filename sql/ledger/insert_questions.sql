-- Notes what the file of a batch asks, answered or not.
insert into intake.questions (batch_id, question, answers)
select $batch_id, unnest(from_json($questions, '[{"text": "varchar", "answers": ["varchar"]}]'), max_depth := 2)
