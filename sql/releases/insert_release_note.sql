-- Notes which release a warehouse becomes.
insert into catalog.releases values ($release_id, $created_on::date)
