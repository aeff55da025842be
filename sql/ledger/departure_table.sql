-- Originals that left. A table of its own, so that the ledger of before an upgrade can take the record over.
create table if not exists intake.departures (
  kind varchar, name varchar, sha256 varchar, byte_count bigint, batch_id integer, left_at timestamp, account varchar,
  ordered_by varchar, reason varchar, order_basis varchar,
  check (kind in ('archive', 'refused', 'mending')), check (length(trim(reason)) > 0)
)
