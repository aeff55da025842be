-- A text that differs when a file of the lists that other files refer to came, or when something was decided.
select concat_ws(
  ' ',
  (select sum(hash(batch_id, sha256, state)) from intake.batches where source in ('bureaus', 'staff')),
  (select sum(hash(batch_id, decision, decided_at)) from intake.decisions)
) as sign
