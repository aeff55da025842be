-- Forgets what is noted of the content of all batches, before it is counted anew.
delete from intake.contents
