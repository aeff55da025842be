-- Notes whose account did something with a batch; of a decision, the last one.
insert into intake.hands (batch_id, act, decision_number, name, sudo_user)
select $batch_id, $act, case when $act <> 'load' then max(decision_number) end, $name, $sudo_user
from intake.decisions
