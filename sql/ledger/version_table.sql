-- The table that says of which version the ledger is.
create schema if not exists intake;
create table if not exists intake.schema_version (version integer primary key, since timestamp);
