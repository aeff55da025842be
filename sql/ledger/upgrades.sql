-- How the ledger was brought to other forms, the first time first.
select kept_as, cast(upgraded_at as varchar) as upgraded_at, cast(to_json(changes) as varchar) as changes
from intake.upgrades
order by upgraded_at, rowid
