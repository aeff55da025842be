-- Releases whose figures the ledger has recorded.
select release_id
from figures.releases
