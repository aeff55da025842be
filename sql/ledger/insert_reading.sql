-- Notes how the file of a batch was read.
insert into intake.readings (batch_id, read_as, reading)
values ($batch_id, from_json($read_as, '["varchar"]'), $reading)
