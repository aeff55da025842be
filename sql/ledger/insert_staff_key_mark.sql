-- Notes the sign of the key that staff keys are made with.
insert into intake.staff_key_mark (mark) values ($mark)
