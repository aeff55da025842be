-- Notes (注意) that somebody of the office has seen and lets be. A note is quiet while its rows are those of the fingerprint;
-- the latest acknowledgement of a note counts. `seen` is what the note said, `account` whose process it was.
create table if not exists intake.acknowledgements (
  acknowledgement_number integer primary key, note varchar, fingerprint varchar, row_count integer, seen varchar,
  acknowledged_at timestamp, acknowledged_by varchar, account varchar, reason varchar,
  check (length(fingerprint) > 0), check (length(trim(reason)) > 0)
)
