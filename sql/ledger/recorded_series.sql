-- Releases of which the ledger has recorded all numbers with a code, the indicators' values aside.
select release_id
from figures.releases
inner join figures.series_releases using (release_number)
