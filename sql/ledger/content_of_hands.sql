-- A number for each note of whose accounts handled a batch.
select batch_id, 'intake.hands' as relation, hash(act, decision_number, name, sudo_user) as content from intake.hands
