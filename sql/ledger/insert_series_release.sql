-- Notes that the series of a recorded release are in the ledger.
insert into figures.series_releases
select release_number
from figures.releases
where release_id = $release_id
