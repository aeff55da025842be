-- The number of the release that was recorded last.
select max(release_number) as number
from figures.releases
