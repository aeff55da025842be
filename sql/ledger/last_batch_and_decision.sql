-- Numbers of the latest batch and the latest decision, 0 while there is none.
select
  (select coalesce(max(batch_id), 0) from intake.batches) as batch,
  (select coalesce(max(decision_number), 0) from intake.decisions) as decision
