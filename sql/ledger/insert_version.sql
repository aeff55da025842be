-- Notes that the ledger is of this version from now on.
insert into intake.schema_version (version, since) values ($version, current_timestamp::timestamp)
