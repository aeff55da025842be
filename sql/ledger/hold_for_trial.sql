-- Lets a batch that is only tried count nowhere, so that what is in force is what was before it. Taken back with the trial.
update intake.batches
set state = 'held'
where batch_id = $batch_id
