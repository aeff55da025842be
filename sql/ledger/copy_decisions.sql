-- Decisions that were taken before a moment (null: all) and are not here yet, from the ledger attached as `before`.
insert into intake.decisions by name
select * from before.intake.decisions
where decision_number not in (select decision_number from intake.decisions)
  and ($moment::timestamp is null or decided_at < $moment::timestamp)
