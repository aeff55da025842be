-- Whose accounts loaded or accepted a batch had a hand in the one that its file was read anew into, too; each once.
insert into intake.hands (batch_id, act, decision_number, name, sudo_user)
select $to_batch, act, decision_number, name, sudo_user
from intake.hands as earlier
where batch_id = $from_batch and act = $act and not exists (
  select 1
  from intake.hands as own
  where own.batch_id = $to_batch and own.act = earlier.act and own.name = earlier.name
    and own.sudo_user is not distinct from earlier.sudo_user
)
