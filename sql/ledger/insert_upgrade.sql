-- Notes that the ledger was brought to another form, which copy it had been kept in before, and what changed.
insert into intake.upgrades (kept_as, upgraded_at, changes)
values ($kept_as, current_timestamp::timestamp, from_json($changes, '["varchar"]'))
