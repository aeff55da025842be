-- Notes that the ledger is of this version from now on.
insert into intake.schema_version values ($version, current_timestamp::timestamp)
